-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 0 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter constraint app.c.positive                      (constraint/not_valid_of_heirs/new.sql:4)
--   locks: SHARE UPDATE EXCLUSIVE on table app.c
--   scans: table app.c
--   hazard: depends-on-rows table app.c: every row satisfies constraint app.c.positive
--   asks: SELECT * FROM app.c WHERE NOT ((a > 0))
--   not_valid: true -> none
ALTER TABLE app.c VALIDATE CONSTRAINT positive;
-- step 2: create constraint app.p.positive                     (constraint/not_valid_of_heirs/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.p
--   scans: table app.p
--   hazard: depends-on-rows table app.p: every row satisfies constraint app.p.positive
--   asks: SELECT * FROM app.p WHERE NOT ((a > 0))
ALTER TABLE app.p ADD CONSTRAINT positive CHECK ((a > 0));
COMMIT;
-- checkpoint

-- end of plan
