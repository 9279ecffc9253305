-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 10 alter, 0 replace, 0 drop
-- proof:   passed, 9 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.p.a                                 (column/not_null_of_parents_alone/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.g
--   locks: ACCESS EXCLUSIVE on table app.p
--   not_null_no_inherit: true -> none
ALTER TABLE app.c ALTER CONSTRAINT c_a NO INHERIT;
ALTER TABLE app.c RENAME CONSTRAINT c_a TO c_a2;
ALTER TABLE app.c ALTER CONSTRAINT c_a2 INHERIT;
ALTER TABLE app.p ALTER CONSTRAINT p_a INHERIT;
-- step 2: alter column app.p.b                                 (column/not_null_of_parents_alone/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.h
--   not_null_no_inherit: none -> true
ALTER TABLE app.p ALTER CONSTRAINT p_b_not_null NO INHERIT;
ALTER TABLE app.c ALTER COLUMN b DROP NOT NULL;
-- step 3: alter column app.p.c                                 (column/not_null_of_parents_alone/new.sql:4)
--   scans: table app.g
--   scans: table app.h
--   scans: table app.p
--   hazard: depends-on-rows table app.p: no NULL in column app.p.c
--   asks: SELECT * FROM app.p WHERE c IS NULL
--   not_null: none -> true
ALTER TABLE app.h ADD CONSTRAINT h_c NOT NULL c;
ALTER TABLE app.c ALTER CONSTRAINT c_c INHERIT;
ALTER TABLE app.p ALTER COLUMN c SET NOT NULL;
COMMIT;
-- checkpoint

-- end of plan
