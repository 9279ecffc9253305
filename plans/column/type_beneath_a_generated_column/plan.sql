-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 2 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop index app.by_gross
--   locks: ACCESS EXCLUSIVE on index app.by_gross
--   locks: ACCESS EXCLUSIVE on table app.prices
DROP INDEX app.by_gross;
-- step 2: guard column app.prices.net
--   scans: table app.prices
--   stops here if values of column app.prices.net would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.prices WHERE net::numeric(12,2)::numeric IS DISTINCT FROM net) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column app.prices.net would be lost',
            HINT = 'say how they become numeric(12,2) with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column app.prices.net''';
    END IF;
END
$$;
-- step 3: alter table app.prices                               (column/type_beneath_a_generated_column/new.sql:2)
--   locks: SHARE on table app.prices
--   scans: table app.prices
--   rewrites: table app.prices
--   hazard: depends-on-rows table app.prices: every value of column app.prices.net can become numeric(12,2)
--   asks: SELECT * FROM app.prices WHERE pg_catalog.abs(pg_catalog.round(net::numeric, 2)) >= 10000000000 AND net::numeric <> 'NaN'
--   drop column app.prices.gross
--   alter column app.prices.net
--     type: numeric -> numeric(12,2)
--   replace column app.prices.gross
ALTER TABLE app.prices
    DROP COLUMN gross,
    ALTER COLUMN net TYPE numeric(12,2),
    ADD COLUMN gross numeric GENERATED ALWAYS AS ((net * 1.19)) STORED;
-- step 4: replace index app.by_gross                           (column/type_beneath_a_generated_column/new.sql:4)
--   scans: table app.prices
CREATE INDEX by_gross ON app.prices USING btree (gross);
-- step 5: replace comment on column app.prices.gross           (column/type_beneath_a_generated_column/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on table app.prices
COMMENT ON COLUMN app.prices.gross IS 'with tax';
COMMIT;
-- checkpoint

-- end of plan
