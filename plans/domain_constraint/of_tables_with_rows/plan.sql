-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter domain constraint app.amount.even              (domain_constraint/of_tables_with_rows/new.sql:3)
--   locks: SHARE on table app.orders
--   scans: table app.orders
--   hazard: depends-on-rows table app.orders: every value of column app.orders.total satisfies domain constraint app.amount.even
--   asks: SELECT * FROM app.orders WHERE NOT ((((total::integer) % 2) = 0))
--   not_valid: true -> none
ALTER DOMAIN app.amount VALIDATE CONSTRAINT even;
-- step 2: create domain constraint app.amount.positive         (domain_constraint/of_tables_with_rows/new.sql:3)
--   scans: table app.orders
--   hazard: depends-on-rows table app.orders: every value of column app.orders.total satisfies domain constraint app.amount.positive
--   asks: SELECT * FROM app.orders WHERE NOT (((total::integer) > 0))
ALTER DOMAIN app.amount ADD CONSTRAINT positive CHECK ((VALUE > 0));
-- step 3: alter domain app.email                               (domain_constraint/of_tables_with_rows/new.sql:4)
--   scans: table app.orders
--   hazard: depends-on-rows table app.orders: no NULL in column app.orders.mail
--   asks: SELECT * FROM app.orders WHERE mail IS NULL
--   not_null: none -> true
--   default_value: none -> 'nobody@example.org'::text
ALTER DOMAIN app.email SET DEFAULT 'nobody@example.org'::text;
ALTER DOMAIN app.email SET NOT NULL;
-- step 4: create column app.notes.about                        (domain_constraint/of_tables_with_rows/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.notes
ALTER TABLE app.notes ADD COLUMN about text;
COMMIT;
-- checkpoint

-- end of plan
