-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 1 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.users_by_key
--   locks: ACCESS EXCLUSIVE on view app.users_by_key
DROP VIEW app.users_by_key;
-- step 2: alter column app.orders.user_id                      (constraint/primary_key_under_foreign_keys/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.orders
--   locks: ACCESS EXCLUSIVE on table app.users
--   scans: table app.orders
--   rewrites: table app.orders
--   type: integer -> bigint
ALTER TABLE app.orders ALTER COLUMN user_id TYPE bigint;
-- step 3: alter column app.users.id                            (constraint/primary_key_under_foreign_keys/new.sql:3)
--   locks: SHARE on table app.users
--   scans: table app.orders
--   scans: table app.users
--   rewrites: table app.users
--   type: integer -> bigint
ALTER TABLE app.users ALTER COLUMN id TYPE bigint;
-- step 4: replace view app.users_by_key                        (constraint/primary_key_under_foreign_keys/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.users_by_key AS
 SELECT users.id,
    users.email
   FROM app.users
  GROUP BY users.id;
COMMIT;
-- checkpoint

-- end of plan
