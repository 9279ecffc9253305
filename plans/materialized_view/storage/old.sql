CREATE SCHEMA app;
CREATE TABLE app.sales (id integer PRIMARY KEY, day date NOT NULL, item text, amount numeric);

CREATE MATERIALIZED VIEW app.daily WITH (fillfactor = 70, toast.autovacuum_enabled = false) AS
    SELECT day, string_agg(item, ',') AS items, 'new' AS state FROM app.sales GROUP BY day WITH NO DATA;
CREATE MATERIALIZED VIEW app.monthly AS
    SELECT date_trunc('month', day) AS month, string_agg(item, ',') AS items FROM app.sales GROUP BY 1;
ALTER MATERIALIZED VIEW app.monthly ALTER COLUMN items SET STORAGE MAIN;
ALTER MATERIALIZED VIEW app.monthly ALTER COLUMN items SET STATISTICS 10;
ALTER MATERIALIZED VIEW app.monthly ALTER COLUMN items SET (n_distinct = 5);
