-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 0 replace, 2 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop default app.users.id
--   locks: ACCESS EXCLUSIVE on table app.users
ALTER TABLE ONLY app.users ALTER COLUMN id DROP DEFAULT;
-- step 2: replace sequence app.users_id_seq
--   locks: ACCESS EXCLUSIVE on sequence app.users_id_seq
ALTER SEQUENCE app.users_id_seq RENAME TO users_id_seq__pgplumb_old;
-- step 3: create identity app.users.id                         (sequence/serial_becomes_identity/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
--   begins where sequence app.users_id_seq stands
ALTER TABLE app.users ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
SELECT pg_catalog.setval('app.users_id_seq'::pg_catalog.regclass, last_value, is_called) FROM app.users_id_seq__pgplumb_old;
-- step 4: replace sequence app.users_id_seq
--   locks: nothing more than earlier steps of this transaction
DROP SEQUENCE app.users_id_seq__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
