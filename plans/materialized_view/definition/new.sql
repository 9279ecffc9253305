CREATE SCHEMA app;
CREATE TABLE app.sales (id integer PRIMARY KEY, day date NOT NULL, item text, amount numeric);

CREATE MATERIALIZED VIEW app.daily AS SELECT day, sum(amount) AS total, count(*) AS sales FROM app.sales GROUP BY day;
COMMENT ON MATERIALIZED VIEW app.daily IS 'refreshed each night';
COMMENT ON COLUMN app.daily.total IS 'in euros';
CREATE UNIQUE INDEX daily_day ON app.daily (day);
CREATE INDEX daily_total ON app.daily (total) WHERE total > 100;
ALTER MATERIALIZED VIEW app.daily CLUSTER ON daily_day;
GRANT SELECT ON app.daily TO alice;
CREATE VIEW app.best_day AS SELECT day FROM app.daily ORDER BY total DESC LIMIT 1;
