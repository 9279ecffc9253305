-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 3 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create table app.pairs_1                             (partition/beside_a_default_that_grows/new.sql:10)
--   locks: nothing that existed before
CREATE TABLE app.pairs_1 (
    a integer,
    b integer
);
-- step 2: create partition app.pairs_1                         (partition/beside_a_default_that_grows/new.sql:10)
--   locks: ACCESS EXCLUSIVE on table app.pairs_rest
--   locks: SHARE UPDATE EXCLUSIVE on table app.pairs
--   scans: table app.pairs_rest
--   hazard: depends-on-rows table app.pairs_rest: no row that belongs into table app.pairs_1 FOR VALUES FROM (1, 1) TO (2, 2)
ALTER TABLE ONLY app.pairs ATTACH PARTITION app.pairs_1 FOR VALUES FROM (1, 1) TO (2, 2);
-- step 3: create table app.things_a                            (partition/beside_a_default_that_grows/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.things_a (
    size text,
    kind text
);
-- step 4: create partition app.things_a                        (partition/beside_a_default_that_grows/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.things_other
--   locks: SHARE UPDATE EXCLUSIVE on table app.things_rest
--   scans: table app.things_other
--   hazard: depends-on-rows table app.things_other: no row that belongs into table app.things_a FOR VALUES IN ('a')
--   asks: SELECT * FROM app.things_other WHERE kind IS NOT NULL AND kind IN ('a')
ALTER TABLE ONLY app.things_rest ATTACH PARTITION app.things_a FOR VALUES IN ('a');
-- step 5: create table app.things_small                        (partition/beside_a_default_that_grows/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.things_small (
    size text,
    kind text
);
-- step 6: create partition app.things_small                    (partition/beside_a_default_that_grows/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table app.things_rest
--   locks: SHARE UPDATE EXCLUSIVE on table app.things
--   scans: table app.things_other
--   hazard: depends-on-rows table app.things_rest: no row that belongs into table app.things_small FOR VALUES IN ('small')
--   asks: SELECT * FROM app.things_rest WHERE size IS NOT NULL AND size IN ('small')
ALTER TABLE ONLY app.things ATTACH PARTITION app.things_small FOR VALUES IN ('small');
COMMIT;
-- checkpoint

-- end of plan
