-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 6 replace, 0 drop
-- proof:   passed, 15 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.gross_prices
--   locks: ACCESS EXCLUSIVE on view app.gross_prices
DROP VIEW app.gross_prices;
-- step 2: drop index app.by_gross
--   locks: ACCESS EXCLUSIVE on index app.by_gross
--   locks: ACCESS EXCLUSIVE on table app.prices
DROP INDEX app.by_gross;
-- step 3: drop function app.gross(numeric, numeric)
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.gross(numeric, numeric);
-- step 4: drop function app.pair()
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.pair();
-- step 5: drop function app.place(integer)
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.place(integer);
-- step 6: drop function app.widen(integer)
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.widen(integer);
-- step 7: replace function app.gross(numeric, numeric)         (function/signature/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.gross(price numeric, rate numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT price * (1 + rate) $$;
-- step 8: replace comment on function app.gross(numeric, numeric)  (function/signature/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON FUNCTION app.gross(numeric, numeric) IS 'with tax';
-- step 9: replace privileges on function app.gross(numeric, numeric)  (function/signature/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
REVOKE ALL ON FUNCTION app.gross(numeric, numeric) FROM PUBLIC;
-- step 10: alter function app.more(integer, integer)           (function/signature/new.sql:13)
--   locks: nothing more than earlier steps of this transaction
--   arguments: a integer, b integer -> a integer, b integer DEFAULT 7
CREATE OR REPLACE FUNCTION app.more(a integer, b integer DEFAULT 7) RETURNS integer
    LANGUAGE sql
    AS $$SELECT a$$;
-- step 11: replace function app.pair()                         (function/signature/new.sql:10)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.pair(OUT a integer, OUT c text) RETURNS record
    LANGUAGE sql
    AS $$ SELECT 1, 'x' $$;
-- step 12: replace function app.place(integer)                 (function/signature/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.place(integer) RETURNS bigint
    LANGUAGE sql
    AS $$SELECT 1::bigint$$;
-- step 13: replace function app.widen(integer)                 (function/signature/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.widen(a integer) RETURNS bigint
    LANGUAGE sql
    AS $$SELECT a::bigint$$;
-- step 14: replace index app.by_gross                          (function/signature/new.sql:9)
--   locks: SHARE on table app.prices
--   scans: table app.prices
CREATE INDEX by_gross ON app.prices USING btree (app.gross(net, 0.2));
-- step 15: replace view app.gross_prices                       (function/signature/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.gross_prices AS
 SELECT prices.item,
    app.gross(prices.net, 0.3) AS gross
   FROM app.prices;
COMMIT;
-- checkpoint

-- end of plan
