CREATE SCHEMA app;
CREATE TABLE app.sales (id integer PRIMARY KEY, day date NOT NULL, item text, amount numeric);

CREATE MATERIALIZED VIEW app.daily WITH (autovacuum_enabled = false, fillfactor = 80, toast.vacuum_truncate = false) AS
    SELECT day, string_agg(item, ',') AS items, 'new' AS state FROM app.sales GROUP BY day WITH NO DATA;
ALTER MATERIALIZED VIEW app.daily ALTER COLUMN items SET STORAGE EXTERNAL;
ALTER MATERIALIZED VIEW app.daily ALTER COLUMN items SET STATISTICS 500;
ALTER MATERIALIZED VIEW app.daily ALTER COLUMN items SET COMPRESSION pglz;
ALTER MATERIALIZED VIEW app.daily ALTER COLUMN day SET (n_distinct = -0.5);
CREATE MATERIALIZED VIEW app.monthly AS
    SELECT date_trunc('month', day) AS month, string_agg(item, ',') AS items FROM app.sales GROUP BY 1;
ALTER MATERIALIZED VIEW app.monthly ALTER COLUMN items SET (n_distinct = 6, n_distinct_inherited = 7);
