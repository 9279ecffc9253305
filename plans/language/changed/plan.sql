-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 1 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop language mine
--   locks: nothing that existed before
DROP LANGUAGE mine;
-- step 2: replace language mine                                (language/changed/new.sql:5)
--   locks: nothing that existed before
CREATE LANGUAGE mine HANDLER public.handle_too INLINE public.run VALIDATOR public.check_it;
-- step 3: create comment on language mine                      (language/changed/new.sql:5)
--   locks: nothing that existed before
COMMENT ON LANGUAGE mine IS 'my own';
COMMIT;
-- checkpoint

-- end of plan
