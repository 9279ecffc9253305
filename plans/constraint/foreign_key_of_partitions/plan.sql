-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 2 replace, 1 drop
-- destroys: table app.facts
-- destroys: table app.users
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop partition app.facts_2021
--   locks: ACCESS EXCLUSIVE on table app.facts
--   locks: ACCESS EXCLUSIVE on table app.facts_2021
--   locks: SHARE ROW EXCLUSIVE on table app.users
--   locks: ACCESS EXCLUSIVE on table app.users
ALTER TABLE ONLY app.facts DETACH PARTITION app.facts_2021;
ALTER TABLE app.facts_2021 DROP CONSTRAINT IF EXISTS of_user;
-- step 2: drop table app.facts
--   locks: nothing more than earlier steps of this transaction
--   destroys: table app.facts
DROP TABLE app.facts;
-- step 3: drop table app.users
--   locks: nothing more than earlier steps of this transaction
--   destroys: table app.users
DROP TABLE app.users;
-- step 4: replace table app.facts                              (constraint/foreign_key_of_partitions/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.facts (
    id integer,
    day date NOT NULL
)
PARTITION BY RANGE (day, id);
-- step 5: replace partition app.facts_2021                     (constraint/foreign_key_of_partitions/new.sql:3)
--   scans: table app.facts_2021
--   hazard: depends-on-rows table app.facts_2021: every row belongs FOR VALUES FROM ('2021-01-01', 0) TO ('2022-01-01', 0) into table app.facts
ALTER TABLE ONLY app.facts ATTACH PARTITION app.facts_2021 FOR VALUES FROM ('2021-01-01', 0) TO ('2022-01-01', 0);
COMMIT;
-- checkpoint

-- end of plan
