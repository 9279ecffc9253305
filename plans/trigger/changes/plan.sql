-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 4 alter, 1 replace, 1 drop
-- proof:   passed, 11 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop trigger app.orders.check_total
--   locks: ACCESS EXCLUSIVE on table app.orders
DROP TRIGGER check_total ON app.orders;
-- step 2: drop trigger app.orders.gone
--   locks: nothing more than earlier steps of this transaction
DROP TRIGGER gone ON app.orders;
-- step 3: replace trigger app.orders.check_total               (trigger/changes/new.sql:8)
--   locks: SHARE ROW EXCLUSIVE on table app.orders
CREATE CONSTRAINT TRIGGER check_total AFTER INSERT OR UPDATE ON app.orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.check_total();
-- step 4: create trigger app.orders.coming                     (trigger/changes/new.sql:15)
--   locks: nothing more than earlier steps of this transaction
CREATE TRIGGER coming AFTER TRUNCATE ON app.orders FOR EACH STATEMENT EXECUTE FUNCTION app.check_total();
ALTER TABLE app.orders ENABLE REPLICA TRIGGER coming;
-- step 5: alter trigger app.orders.paused                      (trigger/changes/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
--   enabled: none -> disabled
ALTER TABLE app.orders DISABLE TRIGGER paused;
-- step 6: alter trigger app.orders.touch                       (trigger/changes/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   definition: CREATE TRIGGER touch BEFORE UPDATE OF state ON app.orders FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION app.touch() -> CREATE TRIGGER touch BEFORE UPDATE OF state, total ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch()
CREATE OR REPLACE TRIGGER touch BEFORE UPDATE OF state, total ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
-- step 7: alter trigger app.orders.twofold                     (trigger/changes/new.sql:13)
--   locks: nothing more than earlier steps of this transaction
--   definition: CREATE TRIGGER twofold AFTER DELETE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.check_total('x') -> CREATE TRIGGER twofold AFTER DELETE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.check_total('y')
--   enabled: replica -> always
CREATE OR REPLACE TRIGGER twofold AFTER DELETE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.check_total('y');
ALTER TABLE app.orders ENABLE ALWAYS TRIGGER twofold;
-- step 8: alter trigger app.orders.watched                     (trigger/changes/new.sql:10)
--   locks: nothing more than earlier steps of this transaction
--   definition: CREATE TRIGGER watched AFTER UPDATE ON app.orders REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION app.check_total('a') -> CREATE TRIGGER watched AFTER UPDATE ON app.orders REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION app.check_total('a', 'b')
CREATE OR REPLACE TRIGGER watched AFTER UPDATE ON app.orders REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION app.check_total('a', 'b');
-- step 9: replace comment on trigger app.orders.check_total    (trigger/changes/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON TRIGGER check_total ON app.orders IS 'not negative';
COMMIT;
-- checkpoint

-- end of plan
