CREATE SCHEMA app;

CREATE SCHEMA stock;
CREATE TABLE stock.items (id integer PRIMARY KEY, name text NOT NULL);
COMMENT ON SCHEMA stock IS 'what there is';
CREATE TABLE app.users (id integer);
GRANT USAGE ON SCHEMA stock TO alice;
