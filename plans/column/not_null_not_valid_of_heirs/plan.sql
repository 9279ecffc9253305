-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 6 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.p.a                                 (column/not_null_not_valid_of_heirs/new.sql:4)
--   locks: SHARE UPDATE EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.p
--   scans: table app.c
--   scans: table app.p
--   hazard: depends-on-rows table app.p: no NULL in column app.p.a
--   asks: SELECT * FROM app.p WHERE a IS NULL
--   not_null: none -> true
--   not_null_name: none -> p_a
ALTER TABLE app.c VALIDATE CONSTRAINT c_a;
ALTER TABLE app.p ADD CONSTRAINT p_a NOT NULL a;
-- step 2: alter column app.p.b                                 (column/not_null_not_valid_of_heirs/new.sql:4)
--   scans: table app.c
--   scans: table app.p
--   hazard: depends-on-rows table app.p: no NULL in column app.p.b
--   asks: SELECT * FROM app.p WHERE b IS NULL
--   not_null: none -> true
--   not_null_name: none -> p_b
ALTER TABLE app.p ADD CONSTRAINT p_b NOT NULL b;
-- step 3: alter column app.q.a                                 (column/not_null_not_valid_of_heirs/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.d
--   locks: ACCESS EXCLUSIVE on table app.q
--   not_null: none -> true
--   not_null_name: none -> q_a
--   not_null_not_valid: none -> true
ALTER TABLE app.q ADD CONSTRAINT q_a NOT NULL a NOT VALID;
-- step 4: alter column app.s.a                                 (column/not_null_not_valid_of_heirs/new.sql:9)
--   locks: SHARE UPDATE EXCLUSIVE on table app.e
--   locks: SHARE UPDATE EXCLUSIVE on table app.s
--   scans: table app.s
--   hazard: depends-on-rows table app.s: no NULL in column app.s.a
--   asks: SELECT * FROM app.s WHERE a IS NULL
--   not_null_not_valid: true -> none
ALTER TABLE app.s VALIDATE CONSTRAINT s_a;
COMMIT;
-- checkpoint

-- end of plan
