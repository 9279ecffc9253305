-- pgplumb plan 1
-- server:  PostgreSQL 16
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
-- step 1: replace collation app.sorted
--   locks: nothing that existed before
ALTER COLLATION app.sorted RENAME TO sorted__pgplumb_old;
-- step 2: replace collation app.sorted                         (collation/rules/new.sql:4)
--   locks: nothing that existed before
CREATE COLLATION app.sorted (provider = icu, locale = 'und', rules = '&a < z');
-- step 3: replace collation app.sorted                         (collation/rules/new.sql:4)
--   locks: nothing that existed before
DROP COLLATION app.sorted__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
