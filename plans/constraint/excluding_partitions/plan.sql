-- pgplumb plan 1
-- server:  PostgreSQL 17
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 5 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create column app.w.n                                (constraint/excluding_partitions/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.w
--   locks: ACCESS EXCLUSIVE on table app.w1
ALTER TABLE app.w ADD COLUMN n integer;
-- step 2: create table app.w2                                  (constraint/excluding_partitions/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.w2 (
    id integer,
    r daterange,
    n integer
);
-- step 3: create partition app.w2                              (constraint/excluding_partitions/new.sql:6)
--   locks: SHARE UPDATE EXCLUSIVE on table app.w
ALTER TABLE ONLY app.w ATTACH PARTITION app.w2 FOR VALUES IN (2);
-- step 4: create constraint app.x.xp                           (constraint/excluding_partitions/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table app.x
--   locks: SHARE on table app.x1
--   scans: table app.x1
--   hazard: depends-on-rows table app.x: no two rows that constraint app.x.xp excludes
ALTER TABLE app.x ADD CONSTRAINT xp EXCLUDE USING btree (id WITH =);
COMMIT;
-- checkpoint

-- end of plan
