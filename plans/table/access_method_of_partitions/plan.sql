-- pgplumb plan 1
-- server:  PostgreSQL 17
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.p                                    (table/access_method_of_partitions/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.p
--   rewrites: table app.p
--   access_method: heap2 -> none
ALTER TABLE app.p SET ACCESS METHOD DEFAULT;
-- step 2: create table app.p2                                  (table/access_method_of_partitions/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.p2 (
    a integer,
    k integer
);
-- step 3: create partition app.p2                              (table/access_method_of_partitions/new.sql:7)
--   locks: SHARE UPDATE EXCLUSIVE on table app.p
ALTER TABLE ONLY app.p ATTACH PARTITION app.p2 FOR VALUES IN (2);
-- step 4: alter table app.q                                    (table/access_method_of_partitions/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table app.q
--   rewrites: table app.q
--   access_method: none -> heap2
ALTER TABLE app.q SET ACCESS METHOD heap2;
-- step 5: create table app.q1                                  (table/access_method_of_partitions/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.q1 (
    a integer,
    k integer
);
-- step 6: create partition app.q1                              (table/access_method_of_partitions/new.sql:9)
--   locks: SHARE UPDATE EXCLUSIVE on table app.q
ALTER TABLE ONLY app.q ATTACH PARTITION app.q1 FOR VALUES IN (1);
COMMIT;
-- checkpoint

-- end of plan
