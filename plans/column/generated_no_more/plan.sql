-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.prices.gross                        (column/generated_no_more/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app.prices
--   locks: SHARE on table app.prices
--   scans: table app.prices
--   rewrites: table app.prices
--   type: numeric -> text
--   generated: (id + 1) -> none
ALTER TABLE app.prices ALTER COLUMN gross DROP EXPRESSION;
ALTER TABLE app.prices ALTER COLUMN gross TYPE text;
-- step 2: guard column app.prices.net
--   scans: table app.prices
--   stops here if values of column app.prices.net would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.prices WHERE net::bigint::double precision IS DISTINCT FROM net) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column app.prices.net would be lost',
            HINT = 'say how they become bigint with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column app.prices.net''';
    END IF;
END
$$;
-- step 3: alter column app.prices.net                          (column/generated_no_more/new.sql:2)
--   scans: table app.prices
--   rewrites: table app.prices
--   hazard: depends-on-rows table app.prices: every value of column app.prices.net can become bigint
--   type: double precision -> bigint
--   generated: (id * 3) -> none
ALTER TABLE app.prices ALTER COLUMN net DROP EXPRESSION;
ALTER TABLE app.prices ALTER COLUMN net TYPE bigint;
-- step 4: alter column app.prices.id                           (column/generated_no_more/new.sql:2)
--   scans: table app.prices
--   rewrites: table app.prices
--   hazard: depends-on-rows table app.prices: every value of column app.prices.id can become integer
--   asks: SELECT * FROM app.prices WHERE id NOT BETWEEN -2147483648 AND 2147483647
--   type: bigint -> integer
ALTER TABLE app.prices ALTER COLUMN id TYPE integer;
COMMIT;
-- checkpoint

-- end of plan
