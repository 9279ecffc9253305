-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 0 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.users                                (table/logged_under_foreign_keys/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app.users
--   scans: table app.users
--   rewrites: table app.users
--   persistence: unlogged -> none
ALTER TABLE app.users SET LOGGED;
-- step 2: create constraint app.a_orders.a_orders_user_id_fkey  (table/logged_under_foreign_keys/new.sql:3)
--   locks: SHARE ROW EXCLUSIVE on table app.a_orders
--   locks: SHARE ROW EXCLUSIVE on table app.users
--   scans: table app.a_orders
--   hazard: depends-on-rows table app.a_orders: every (user_id) is in table app.users
--   asks: SELECT f.* FROM app.a_orders f WHERE f.user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM app.users r WHERE r.id = f.user_id)
ALTER TABLE app.a_orders ADD CONSTRAINT a_orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id);
COMMIT;
-- checkpoint

-- end of plan
