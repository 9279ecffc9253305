-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 5 create, 0 alter, 0 replace, 5 drop
-- destroys: table billing.invoices
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop table billing.invoices
--   locks: ACCESS EXCLUSIVE on table billing.invoices
--   destroys: table billing.invoices
DROP TABLE billing.invoices;
-- step 2: drop comment on schema billing
--   locks: nothing more than earlier steps of this transaction
COMMENT ON SCHEMA billing IS NULL;
-- step 3: drop schema billing
--   locks: nothing more than earlier steps of this transaction
DROP SCHEMA billing;
-- step 4: create schema stock                                  (schema/made_and_dropped/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE SCHEMA stock;
-- step 5: create comment on schema stock                       (schema/made_and_dropped/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON SCHEMA stock IS 'what there is';
-- step 6: create privileges on schema stock                    (schema/made_and_dropped/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
GRANT USAGE ON SCHEMA stock TO alice;
-- step 7: create table stock.items                             (schema/made_and_dropped/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE stock.items (
    id integer NOT NULL,
    name text NOT NULL,
    CONSTRAINT items_pkey PRIMARY KEY (id)
);
COMMIT;
-- checkpoint

-- end of plan
