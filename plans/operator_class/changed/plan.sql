-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 1 alter, 5 replace, 1 drop
-- proof:   passed, 17 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop index app.t_v
--   locks: ACCESS EXCLUSIVE on index app.t_v
--   locks: ACCESS EXCLUSIVE on table app.t
DROP INDEX app.t_v;
-- step 2: drop operator class app.by_default of btree
--   locks: nothing more than earlier steps of this transaction
DROP OPERATOR CLASS app.by_default USING btree;
-- step 3: drop operator class app.by_items of btree
--   locks: nothing more than earlier steps of this transaction
DROP OPERATOR CLASS app.by_items USING btree;
-- step 4: drop operator class app.by_storage of gist
--   locks: nothing more than earlier steps of this transaction
DROP OPERATOR CLASS app.by_storage USING gist;
-- step 5: drop operator class app.by_type of hash
--   locks: nothing more than earlier steps of this transaction
DROP OPERATOR CLASS app.by_type USING hash;
-- step 6: drop operator family app.by_default of btree
--   locks: nothing more than earlier steps of this transaction
DROP OPERATOR FAMILY app.by_default USING btree;
-- step 7: alter operator family app.loose of btree             (operator_class/changed/new.sql:19)
--   locks: nothing more than earlier steps of this transaction
--   items: {FUNCTION 1, app.v, app.v, app.cmp(app.v,app.v), OPERATOR 1, app.v, app.v, app.<(app.v,app.v)} -> {FUNCTION 1, app.v, app.v, app.cmp_too(app.v,app.v), OPERATOR 1, app.v, app.v, app.<(app.v,app.v), OPERATOR 5, app.v, app.v, app.>(app.v,app.v)}
ALTER OPERATOR FAMILY app.loose USING btree DROP FUNCTION 1 (app.v, app.v);
ALTER OPERATOR FAMILY app.loose USING btree ADD FUNCTION 1 (app.v, app.v) app.cmp_too(app.v,app.v);
ALTER OPERATOR FAMILY app.loose USING btree ADD OPERATOR 5 app.>(app.v,app.v);
-- step 8: create operator family app.stored of gist            (operator_class/changed/new.sql:25)
--   locks: nothing more than earlier steps of this transaction
CREATE OPERATOR FAMILY app.stored USING gist;
-- step 9: replace operator class app.by_default of btree       (operator_class/changed/new.sql:23)
--   locks: nothing more than earlier steps of this transaction
CREATE OPERATOR CLASS app.by_default
    FOR TYPE integer USING btree FAMILY app.family AS
    FUNCTION 1 (integer, integer) btint4cmp(integer,integer),
    OPERATOR 1 <(integer,integer),
    OPERATOR 3 =(integer,integer);
-- step 10: replace operator class app.by_items of btree        (operator_class/changed/new.sql:21)
--   locks: nothing more than earlier steps of this transaction
CREATE OPERATOR CLASS app.by_items
    DEFAULT FOR TYPE app.v USING btree FAMILY app.by_items AS
    FUNCTION 1 (app.v, app.v) app.cmp(app.v,app.v),
    OPERATOR 1 app.<(app.v,app.v),
    OPERATOR 2 app.<=(app.v,app.v),
    OPERATOR 3 app.=(app.v,app.v),
    OPERATOR 4 app.>=(app.v,app.v),
    OPERATOR 5 app.>(app.v,app.v);
-- step 11: create comment on operator class app.by_items of btree  (operator_class/changed/new.sql:21)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON OPERATOR CLASS app.by_items USING btree IS 'in order';
-- step 12: replace operator class app.by_storage of gist       (operator_class/changed/new.sql:26)
--   locks: nothing more than earlier steps of this transaction
CREATE OPERATOR CLASS app.by_storage
    FOR TYPE point USING gist FAMILY app.by_storage AS
    STORAGE box,
    FUNCTION 1 (point, point) gist_point_consistent(internal,point,smallint,oid,internal),
    FUNCTION 2 (point, point) gist_box_union(internal,internal),
    FUNCTION 5 (point, point) gist_box_penalty(internal,internal,internal),
    FUNCTION 6 (point, point) gist_box_picksplit(internal,internal),
    FUNCTION 7 (point, point) gist_box_same(box,box,internal);
-- step 13: replace operator class app.by_type of hash          (operator_class/changed/new.sql:24)
--   locks: nothing more than earlier steps of this transaction
CREATE OPERATOR CLASS app.by_type
    FOR TYPE bigint USING hash FAMILY app.by_type AS
    FUNCTION 1 (bigint, bigint) hashint8(bigint),
    OPERATOR 1 =(bigint,bigint);
-- step 14: create operator class app.stored of gist            (operator_class/changed/new.sql:25)
--   locks: nothing more than earlier steps of this transaction
CREATE OPERATOR CLASS app.stored
    FOR TYPE point USING gist FAMILY app.stored AS
    STORAGE box,
    FUNCTION 1 (point, point) gist_point_consistent(internal,point,smallint,oid,internal),
    FUNCTION 2 (point, point) gist_box_union(internal,internal),
    FUNCTION 5 (point, point) gist_box_penalty(internal,internal,internal),
    FUNCTION 6 (point, point) gist_box_picksplit(internal,internal),
    FUNCTION 7 (point, point) gist_box_same(box,box,internal);
-- step 15: replace index app.t_v                               (operator_class/changed/new.sql:28)
--   locks: SHARE on table app.t
--   scans: table app.t
CREATE INDEX t_v ON app.t USING btree (v);
COMMIT;
-- checkpoint

-- end of plan
