-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 1 replace, 1 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop trigger app.orders.touch
--   locks: ACCESS EXCLUSIVE on table app.orders
DROP TRIGGER touch ON app.orders;
-- step 2: drop function app.touch()
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.touch();
-- step 3: create function app.stamp()                          (trigger/function_replaced/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.stamp() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN new.changed_at := now(); RETURN new; END $$;
-- step 4: replace trigger app.orders.touch                     (trigger/function_replaced/new.sql:6)
--   locks: SHARE ROW EXCLUSIVE on table app.orders
CREATE TRIGGER touch BEFORE UPDATE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.stamp();
COMMIT;
-- checkpoint

-- end of plan
