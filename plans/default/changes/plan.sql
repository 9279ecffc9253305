-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 3 replace, 1 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: rename sequence app.other_numbers
--   locks: ACCESS EXCLUSIVE on sequence app.numbers
--   from sequence app.numbers
ALTER SEQUENCE app.numbers RENAME TO other_numbers;
-- step 2: alter table app.orders
--   locks: ACCESS EXCLUSIVE on table app.orders
--   drop default app.orders.at
--   drop default app.orders.state
--   drop default app.orders.total
ALTER TABLE ONLY app.orders
    ALTER COLUMN at DROP DEFAULT,
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN total DROP DEFAULT;
-- step 3: drop function app.now_text()
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.now_text();
-- step 4: replace function app.now_text()                      (default/changes/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.now_text() RETURNS character varying
    LANGUAGE sql
    AS $$SELECT now()::text$$;
-- step 5: guard column app.orders.total
--   scans: table app.orders
--   stops here if values of column app.orders.total would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.orders WHERE total::bigint::numeric IS DISTINCT FROM total) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column app.orders.total would be lost',
            HINT = 'say how they become bigint with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column app.orders.total''';
    END IF;
END
$$;
-- step 6: alter column app.orders.total                        (default/changes/new.sql:5)
--   locks: SHARE on table app.orders
--   scans: table app.orders
--   rewrites: table app.orders
--   hazard: depends-on-rows table app.orders: every value of column app.orders.total can become bigint
--   type: numeric -> bigint
ALTER TABLE app.orders ALTER COLUMN total TYPE bigint;
-- step 7: alter table app.orders                               (default/changes/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   replace default app.orders.at
--   replace default app.orders.total
ALTER TABLE ONLY app.orders
    ALTER COLUMN at SET DEFAULT app.now_text(),
    ALTER COLUMN total SET DEFAULT (1 + 1);
COMMIT;
-- checkpoint

-- end of plan
