CREATE SCHEMA app;
CREATE TABLE app.prices (item text PRIMARY KEY, net numeric NOT NULL);

CREATE FUNCTION app.gross(net numeric, rate numeric DEFAULT 0.19) RETURNS numeric
    LANGUAGE sql AS $$ SELECT net * (1 + rate) $$;
CREATE FUNCTION app.items(pattern text) RETURNS SETOF text
    LANGUAGE sql STABLE ROWS 10 COST 50 SET search_path = app AS 'SELECT item FROM prices WHERE item LIKE pattern';
CREATE FUNCTION app.log(message text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER LEAKPROOF
    SET search_path = app, public SET work_mem = '4MB' AS $body$
BEGIN
  RAISE NOTICE '%', message;
END
$body$;
CREATE VIEW app.gross_prices AS SELECT item, app.gross(net) FROM app.prices;
