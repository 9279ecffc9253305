-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; versions=citext; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 0 replace, 0 drop
-- proof:   passed, 1 statement

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter extension citext                               (extension/version_that_nobody_names/new.sql:2)
--   locks: nothing that existed before
--   version: 1.4 -> 1.5
ALTER EXTENSION citext UPDATE TO '1.5';
COMMIT;
-- checkpoint

-- end of plan
