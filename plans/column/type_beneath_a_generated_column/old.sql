CREATE SCHEMA app;
CREATE TABLE app.prices (id integer PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) STORED);
COMMENT ON COLUMN app.prices.gross IS 'with tax';
CREATE INDEX by_gross ON app.prices (gross);
