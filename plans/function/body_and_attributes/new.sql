CREATE SCHEMA app;
CREATE TABLE app.prices (item text PRIMARY KEY, net numeric NOT NULL);

CREATE FUNCTION app.gross(net numeric, rate numeric DEFAULT 0.21) RETURNS numeric
    LANGUAGE sql IMMUTABLE AS $$ SELECT round(net * (1 + rate), 2) $$;
CREATE FUNCTION app.items(pattern text) RETURNS SETOF text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 SET search_path = app, "Other Schema", '' AS 'SELECT item FROM prices WHERE item LIKE pattern';
CREATE FUNCTION app.log(message text) RETURNS void LANGUAGE plpgsql COST 7 PARALLEL RESTRICTED
    SET work_mem = '8MB' SET search_path = app, public SET app.setting = 'it''s' AS $body$
BEGIN
  RAISE NOTICE '%', message;
END
$body$;
CREATE VIEW app.gross_prices AS SELECT item, app.gross(net) FROM app.prices;
