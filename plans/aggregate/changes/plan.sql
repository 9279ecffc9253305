-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 6 alter, 4 replace, 0 drop
-- proof:   passed, 16 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.totals
--   locks: ACCESS EXCLUSIVE on view app.totals
DROP VIEW app.totals;
-- step 2: drop aggregate app.named(integer)
--   locks: nothing more than earlier steps of this transaction
DROP AGGREGATE app.named(integer);
-- step 3: drop aggregate app.place("any")
--   locks: nothing more than earlier steps of this transaction
DROP AGGREGATE app.place("any");
-- step 4: drop aggregate app.total(integer)
--   locks: nothing more than earlier steps of this transaction
DROP AGGREGATE app.total(integer);
-- step 5: alter aggregate app.average(bigint)                  (aggregate/changes/new.sql:13)
--   locks: nothing more than earlier steps of this transaction
--   sspace: 48 -> 64
--   finalfunc: numeric_poly_avg -> numeric_poly_sum
--   finalfunc_modify: none -> shareable
--   combinefunc: int8_avg_combine -> none
--   serialfunc: int8_avg_serialize -> none
--   deserialfunc: int8_avg_deserialize -> none
--   msfunc: int8_avg_accum -> none
--   minvfunc: int8_avg_accum_inv -> none
--   mstype: internal -> none
--   msspace: 48 -> none
--   mfinalfunc: numeric_poly_avg -> none
--   parallel: safe -> none
CREATE OR REPLACE AGGREGATE app.average(bigint) (
    SFUNC = int8_avg_accum,
    STYPE = internal,
    SSPACE = 64,
    FINALFUNC = numeric_poly_sum,
    FINALFUNC_MODIFY = shareable
);
-- step 6: alter aggregate app.counted(*)                       (aggregate/changes/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
--   initcond: 0 -> 10
CREATE OR REPLACE AGGREGATE app.counted(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '10'
);
-- step 7: alter aggregate app.finished(integer)                (aggregate/changes/new.sql:23)
--   locks: nothing more than earlier steps of this transaction
--   finalfunc: int8_avg -> app.done
--   finalfunc_extra: none -> true
--   combinefunc: none -> int4_avg_combine
CREATE OR REPLACE AGGREGATE app.finished(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = app.done,
    FINALFUNC_EXTRA,
    COMBINEFUNC = int4_avg_combine,
    INITCOND = '{0,0}'
);
-- step 8: alter aggregate app.largest(integer)                 (aggregate/changes/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
--   sfunc: int4larger -> int4smaller
--   sortop: none -> OPERATOR(pg_catalog.<)
--   parallel: none -> restricted
CREATE OR REPLACE AGGREGATE app.largest(integer) (
    SFUNC = int4smaller,
    STYPE = integer,
    SORTOP = OPERATOR(pg_catalog.<),
    PARALLEL = restricted
);
-- step 9: alter aggregate app.middle(double precision, anyelement)  (aggregate/changes/new.sql:14)
--   locks: nothing more than earlier steps of this transaction
--   finalfunc_modify: none -> shareable
CREATE OR REPLACE AGGREGATE app.middle(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition,
    STYPE = internal,
    FINALFUNC = percentile_disc_final,
    FINALFUNC_EXTRA,
    FINALFUNC_MODIFY = shareable
);
-- step 10: alter aggregate app.moving(integer)                 (aggregate/changes/new.sql:18)
--   locks: nothing more than earlier steps of this transaction
--   msfunc: int4_avg_accum -> app.accum
--   minvfunc: int4_avg_accum_inv -> app.accum_inv
--   msspace: none -> 16
--   mfinalfunc: int8_avg -> app.done
--   mfinalfunc_extra: none -> true
--   mfinalfunc_modify: none -> read_write
--   minitcond: {0,0} -> {0,1}
CREATE OR REPLACE AGGREGATE app.moving(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = int8_avg,
    INITCOND = '{0,0}',
    MSFUNC = app.accum,
    MINVFUNC = app.accum_inv,
    MSTYPE = bigint[],
    MSSPACE = 16,
    MFINALFUNC = app.done,
    MFINALFUNC_EXTRA,
    MFINALFUNC_MODIFY = read_write,
    MINITCOND = '{0,1}'
);
-- step 11: replace aggregate app.named(integer)                (aggregate/changes/new.sql:22)
--   locks: nothing more than earlier steps of this transaction
CREATE AGGREGATE app.named(b integer) (
    SFUNC = int4_sum,
    STYPE = bigint
);
-- step 12: replace aggregate app.place("any")                  (aggregate/changes/new.sql:16)
--   locks: nothing more than earlier steps of this transaction
CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi,
    STYPE = internal,
    FINALFUNC = rank_final,
    FINALFUNC_EXTRA
);
-- step 13: replace aggregate app.total(integer)                (aggregate/changes/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE AGGREGATE app.total(integer) (
    SFUNC = int4_avg_accum,
    STYPE = bigint[],
    FINALFUNC = int8_avg,
    INITCOND = '{0,0}'
);
-- step 14: replace comment on aggregate app.total(integer)     (aggregate/changes/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON AGGREGATE app.total(integer) IS 'a sum';
-- step 15: replace privileges on aggregate app.total(integer)  (aggregate/changes/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
GRANT ALL ON FUNCTION app.total(integer) TO alice;
-- step 16: replace view app.totals                             (aggregate/changes/new.sql:10)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.totals AS
 SELECT app.total(points.x) AS t
   FROM app.points;
COMMIT;
-- checkpoint

-- end of plan
