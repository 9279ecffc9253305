-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; versions=pg_trgm; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 2 alter, 0 replace, 1 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter extension citext
--   locks: nothing that existed before
--   schema: public -> tools
ALTER EXTENSION citext SET SCHEMA tools;
-- step 2: drop extension hstore
--   locks: nothing that existed before
DROP EXTENSION hstore;
-- step 3: alter extension pg_trgm                              (extension/moved_and_updated/new.sql:3)
--   locks: nothing that existed before
--   version: 1.3 -> 1.4
ALTER EXTENSION pg_trgm UPDATE TO '1.4';
-- step 4: create extension pgcrypto                            (extension/moved_and_updated/new.sql:4)
--   locks: nothing that existed before
CREATE EXTENSION pgcrypto WITH SCHEMA tools;
-- step 5: create comment on extension pgcrypto                 (extension/moved_and_updated/new.sql:4)
--   locks: nothing that existed before
COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';
COMMIT;
-- checkpoint

-- end of plan
