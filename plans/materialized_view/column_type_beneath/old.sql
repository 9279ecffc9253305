CREATE SCHEMA app;
CREATE TABLE app.sales (id integer PRIMARY KEY, day date NOT NULL, item text, amount numeric);

CREATE MATERIALIZED VIEW app.daily AS SELECT day, sum(amount) AS total FROM app.sales GROUP BY day;
ALTER MATERIALIZED VIEW app.daily ALTER COLUMN total SET STATISTICS 200;
CREATE INDEX daily_day ON app.daily (day);
