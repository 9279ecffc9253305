-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create table app.orders                              (constraint/keys_with_equal_columns/new.sql:4)
--   locks: SHARE ROW EXCLUSIVE on table app.users
CREATE TABLE app.orders (
    id integer NOT NULL,
    user_id integer,
    number text,
    CONSTRAINT orders_pkey PRIMARY KEY (id),
    CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id)
);
-- step 2: alter table app.orders                               (constraint/keys_with_equal_columns/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   create constraint app.orders.once
--   create constraint app.orders.thrice
--   create constraint app.orders.twice
ALTER TABLE app.orders
    ADD CONSTRAINT once UNIQUE (number),
    ADD CONSTRAINT thrice UNIQUE (id),
    ADD CONSTRAINT twice UNIQUE (number);
-- step 3: create constraint app.users.again                    (constraint/keys_with_equal_columns/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app.users
--   scans: table app.users
--   hazard: depends-on-rows table app.users: no two rows with the same (id)
--   asks: SELECT id, pg_catalog.count(*) FROM app.users GROUP BY id HAVING pg_catalog.count(*) > 1
ALTER TABLE app.users ADD CONSTRAINT again UNIQUE (id);
COMMIT;
-- checkpoint

-- end of plan
