CREATE SCHEMA app;
CREATE TABLE app.prices (item text PRIMARY KEY, net numeric NOT NULL);

CREATE FUNCTION app.gross(price numeric, rate numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE AS $$ SELECT price * (1 + rate) $$;
COMMENT ON FUNCTION app.gross(numeric, numeric) IS 'with tax';
REVOKE ALL ON FUNCTION app.gross(numeric, numeric) FROM PUBLIC;
CREATE VIEW app.gross_prices AS SELECT item, app.gross(net, 0.3) FROM app.prices;
CREATE INDEX by_gross ON app.prices (app.gross(net, 0.2));
CREATE FUNCTION app.pair(OUT a integer, OUT c text) LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION app.place(integer) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE FUNCTION app.widen(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT a::bigint';
CREATE FUNCTION app.more(a integer, b integer DEFAULT 7) RETURNS integer LANGUAGE sql AS 'SELECT a';
