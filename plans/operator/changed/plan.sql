-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 0 alter, 5 replace, 0 drop
-- proof:   passed, 13 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop operator app.<(app.v, app.v)
--   locks: nothing that existed before
DROP OPERATOR app.< (app.v, app.v);
-- step 2: drop operator app.<<=(app.v, app.v)
--   locks: nothing that existed before
DROP OPERATOR app.<<= (app.v, app.v);
-- step 3: drop operator app.<=(app.v, app.v)
--   locks: nothing that existed before
DROP OPERATOR app.<= (app.v, app.v);
-- step 4: drop operator app.=(app.v, app.v)
--   locks: nothing that existed before
DROP OPERATOR app.= (app.v, app.v);
-- step 5: drop operator app.>>=(app.v, app.v)
--   locks: nothing that existed before
DROP OPERATOR app.>>= (app.v, app.v);
-- step 6: create operator app.-(app.v)                         (operator/changed/new.sql:19)
--   locks: nothing that existed before
CREATE OPERATOR app.- (
    FUNCTION = app.negative,
    RIGHTARG = app.v
);
-- step 7: create comment on operator app.-(app.v)              (operator/changed/new.sql:19)
--   locks: nothing that existed before
COMMENT ON OPERATOR app.- (NONE, app.v) IS 'a prefix operator';
-- step 8: replace operator app.<(app.v, app.v)                 (operator/changed/new.sql:12)
--   locks: nothing that existed before
CREATE OPERATOR app.< (
    FUNCTION = app.lt,
    LEFTARG = app.v,
    RIGHTARG = app.v,
    COMMUTATOR = OPERATOR(app.>),
    NEGATOR = OPERATOR(app.>=),
    RESTRICT = scalarltsel,
    JOIN = scalarltjoinsel
);
-- step 9: replace operator app.<<=(app.v, app.v)               (operator/changed/new.sql:17)
--   locks: nothing that existed before
CREATE OPERATOR app.<<= (
    FUNCTION = app.le,
    LEFTARG = app.v,
    RIGHTARG = app.v,
    COMMUTATOR = OPERATOR(app.>>=)
);
-- step 10: replace operator app.<=(app.v, app.v)               (operator/changed/new.sql:16)
--   locks: nothing that existed before
CREATE OPERATOR app.<= (
    FUNCTION = app.le,
    LEFTARG = app.v,
    RIGHTARG = app.v
);
-- step 11: replace operator app.=(app.v, app.v)                (operator/changed/new.sql:15)
--   locks: nothing that existed before
CREATE OPERATOR app.= (
    FUNCTION = app.eq,
    LEFTARG = app.v,
    RIGHTARG = app.v,
    COMMUTATOR = OPERATOR(app.=),
    JOIN = eqjoinsel,
    HASHES,
    MERGES
);
-- step 12: create operator app.>=(app.v, app.v)                (operator/changed/new.sql:14)
--   locks: nothing that existed before
CREATE OPERATOR app.>= (
    FUNCTION = app.ge,
    LEFTARG = app.v,
    RIGHTARG = app.v,
    NEGATOR = OPERATOR(app.<)
);
-- step 13: replace operator app.>>=(app.v, app.v)              (operator/changed/new.sql:18)
--   locks: nothing that existed before
CREATE OPERATOR app.>>= (
    FUNCTION = app.ge,
    LEFTARG = app.v,
    RIGHTARG = app.v,
    COMMUTATOR = OPERATOR(app.<<=)
);
COMMIT;
-- checkpoint

-- end of plan
