-- pgplumb plan 1
-- server:  PostgreSQL 19
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 3 alter, 0 replace, 1 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter foreign data wrapper changes                   (foreign_data_wrapper/connection/new.sql:5)
--   locks: nothing that existed before
--   connection: public.a -> public.b
ALTER FOREIGN DATA WRAPPER changes CONNECTION public.b;
-- step 2: alter foreign data wrapper gets                      (foreign_data_wrapper/connection/new.sql:3)
--   locks: nothing that existed before
--   connection: none -> public.b
ALTER FOREIGN DATA WRAPPER gets CONNECTION public.b;
-- step 3: alter foreign data wrapper loses                     (foreign_data_wrapper/connection/new.sql:4)
--   locks: nothing that existed before
--   connection: public.a -> none
ALTER FOREIGN DATA WRAPPER loses NO CONNECTION;
-- step 4: drop function public.a(oid, oid, internal)
--   locks: nothing that existed before
DROP FUNCTION public.a(oid, oid, internal);
-- step 5: create foreign data wrapper new_one                  (foreign_data_wrapper/connection/new.sql:6)
--   locks: nothing that existed before
CREATE FOREIGN DATA WRAPPER new_one CONNECTION public.b;
COMMIT;
-- checkpoint

-- end of plan
