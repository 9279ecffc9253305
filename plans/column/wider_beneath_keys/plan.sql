-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 1 statement

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.orders                               (column/wider_beneath_keys/new.sql:4)
--   locks: ACCESS EXCLUSIVE on index app.orders_kind
--   locks: ACCESS EXCLUSIVE on table app.kinds
--   locks: ACCESS EXCLUSIVE on table app.orders
--   scans: table app.orders
--   rewrites: table app.orders
--   alter column app.orders.id
--     type: integer -> bigint
--   alter column app.orders.kind
--     type: integer -> bigint
--   alter column app.orders.total
--     type: numeric(10,2) -> numeric(12,3)
ALTER TABLE app.orders
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN kind TYPE bigint,
    ALTER COLUMN total TYPE numeric(12,3);
COMMIT;
-- checkpoint

-- end of plan
