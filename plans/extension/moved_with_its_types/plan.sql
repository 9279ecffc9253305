-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 2 alter, 0 replace, 3 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create schema behind
--   locks: nothing that existed before
CREATE SCHEMA behind;
-- step 2: alter extension citext
--   locks: nothing that existed before
--   schema: before -> behind
ALTER EXTENSION citext SET SCHEMA behind;
-- step 3: drop schema before
--   locks: nothing that existed before
DROP SCHEMA before;
-- step 4: create column public.users.more                      (extension/moved_with_its_types/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.users
ALTER TABLE public.users ADD COLUMN more behind.citext;
COMMIT;
-- checkpoint

-- end of plan
