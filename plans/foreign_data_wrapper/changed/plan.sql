-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter foreign data wrapper checked                   (foreign_data_wrapper/changed/new.sql:5)
--   locks: nothing that existed before
--   validator: none -> public.validate
ALTER FOREIGN DATA WRAPPER checked VALIDATOR public.validate;
-- step 2: alter foreign data wrapper elsewhere                 (foreign_data_wrapper/changed/new.sql:3)
--   locks: nothing that existed before
--   handler: none -> public.handle
--   options: {debug=true, host=a} -> {dbname=it's, host=b}
ALTER FOREIGN DATA WRAPPER elsewhere HANDLER public.handle;
ALTER FOREIGN DATA WRAPPER elsewhere OPTIONS (DROP debug, ADD dbname 'it''s', SET host 'b');
-- step 3: alter foreign data wrapper handled                   (foreign_data_wrapper/changed/new.sql:4)
--   locks: nothing that existed before
--   handler: public.handle -> none
--   validator: public.validate -> none
ALTER FOREIGN DATA WRAPPER handled NO HANDLER;
ALTER FOREIGN DATA WRAPPER handled NO VALIDATOR;
COMMIT;
-- checkpoint

-- end of plan
