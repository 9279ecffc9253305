-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 1 replace, 0 drop
-- proof:   passed, 6 statements

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
-- step 2: guard column app.orders.total
--   scans: table app.orders
--   stops here if values of column app.orders.total would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.orders WHERE total::double precision::numeric IS DISTINCT FROM total) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column app.orders.total would be lost',
            HINT = 'say how they become double precision with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column app.orders.total''';
    END IF;
END
$$;
-- step 3: alter column app.orders.total                        (trigger/column_type_beneath/new.sql:2)
--   locks: SHARE on table app.orders
--   scans: table app.orders
--   rewrites: table app.orders
--   hazard: depends-on-rows table app.orders: every value of column app.orders.total can become double precision
--   type: numeric -> double precision
ALTER TABLE app.orders ALTER COLUMN total TYPE double precision;
-- step 4: replace trigger app.orders.touch                     (trigger/column_type_beneath/new.sql:6)
--   locks: SHARE ROW EXCLUSIVE on table app.orders
CREATE TRIGGER touch BEFORE UPDATE OF state ON app.orders FOR EACH ROW WHEN ((new.total > (10)::double precision)) EXECUTE FUNCTION app.touch();
ALTER TABLE app.orders DISABLE TRIGGER touch;
-- step 5: replace comment on trigger app.orders.touch          (trigger/column_type_beneath/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON TRIGGER touch ON app.orders IS 'when it was changed';
COMMIT;
-- checkpoint

-- end of plan
