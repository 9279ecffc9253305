-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 5 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: rename table app.purchases                           (sequence/follows_its_table/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.orders
--   from table app.orders
ALTER TABLE app.orders RENAME TO purchases;
-- step 2: rename sequence app.clients_id_seq
--   locks: ACCESS EXCLUSIVE on sequence app.customers_id_seq
--   from sequence app.customers_id_seq
ALTER SEQUENCE app.customers_id_seq RENAME TO clients_id_seq;
-- step 3: rename sequence app.paper_numbers
--   locks: ACCESS EXCLUSIVE on sequence app.numbers
--   from sequence app.numbers
ALTER SEQUENCE app.numbers RENAME TO paper_numbers;
-- step 4: rename sequence app.purchases_id_seq
--   locks: ACCESS EXCLUSIVE on sequence app.orders_id_seq
--   from sequence app.orders_id_seq
ALTER SEQUENCE app.orders_id_seq RENAME TO purchases_id_seq;
-- step 5: rename sequence app.purchases_nr_seq
--   locks: ACCESS EXCLUSIVE on sequence app.orders_nr_seq
--   from sequence app.orders_nr_seq
ALTER SEQUENCE app.orders_nr_seq RENAME TO purchases_nr_seq;
COMMIT;
-- checkpoint

-- end of plan
