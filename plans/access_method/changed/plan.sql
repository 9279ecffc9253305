-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 2 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop access method mine
--   locks: nothing that existed before
DROP ACCESS METHOD mine;
-- step 2: drop access method other
--   locks: nothing that existed before
DROP ACCESS METHOD other;
-- step 3: replace access method mine                           (access_method/changed/new.sql:4)
--   locks: nothing that existed before
CREATE ACCESS METHOD mine TYPE INDEX HANDLER public.handle_too;
-- step 4: replace access method other                          (access_method/changed/new.sql:5)
--   locks: nothing that existed before
CREATE ACCESS METHOD other TYPE TABLE HANDLER public.handle_tables;
COMMIT;
-- checkpoint

-- end of plan
