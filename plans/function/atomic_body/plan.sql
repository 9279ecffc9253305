-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 1 replace, 0 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop function app.total()
--   locks: nothing that existed before
DROP FUNCTION app.total();
-- step 2: alter function app.old_body()                        (function/atomic_body/new.sql:6)
--   locks: nothing that existed before
--   body: none -> SELECT 2
--   sql_body: RETURN 1 -> none
CREATE OR REPLACE FUNCTION app.old_body() RETURNS integer
    LANGUAGE sql
    AS $$SELECT 2$$;
-- step 3: alter function app.twice(integer)                    (function/atomic_body/new.sql:5)
--   locks: nothing that existed before
--   sql_body: RETURN (a * 2) -> RETURN (a + a)
CREATE OR REPLACE FUNCTION app.twice(a integer) RETURNS integer
    LANGUAGE sql
    RETURN (a + a);
-- step 4: guard column app.prices.net
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
-- step 5: alter column app.prices.net                          (function/atomic_body/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app.prices
--   scans: table app.prices
--   rewrites: table app.prices
--   hazard: depends-on-rows table app.prices: every value of column app.prices.net can become numeric(12,2)
--   asks: SELECT * FROM app.prices WHERE pg_catalog.abs(pg_catalog.round(net::numeric, 2)) >= 10000000000 AND net::numeric <> 'NaN'
--   type: numeric -> numeric(12,2)
ALTER TABLE app.prices ALTER COLUMN net TYPE numeric(12,2);
-- step 6: replace function app.total()                         (function/atomic_body/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.total() RETURNS numeric
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT sum(prices.net) AS sum
    FROM app.prices;
END;
-- step 7: replace privileges on function app.total()           (function/atomic_body/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
GRANT ALL ON FUNCTION app.total() TO alice;
COMMIT;
-- checkpoint

-- end of plan
