CREATE SCHEMA app;
CREATE TABLE app.prices (item text PRIMARY KEY, net numeric NOT NULL);

CREATE FUNCTION app.gross(net numeric, rate numeric DEFAULT 0.19) RETURNS numeric
    LANGUAGE sql IMMUTABLE AS $$ SELECT net * (1 + rate) $$;
COMMENT ON FUNCTION app.gross(numeric, numeric) IS 'with tax';
REVOKE ALL ON FUNCTION app.gross(numeric, numeric) FROM PUBLIC;
CREATE VIEW app.gross_prices AS SELECT item, app.gross(net) FROM app.prices;
CREATE INDEX by_gross ON app.prices (app.gross(net, 0.2));
CREATE FUNCTION app.pair(OUT a integer, OUT b text) LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION app.place(integer) RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION app.widen(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION app.more(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
