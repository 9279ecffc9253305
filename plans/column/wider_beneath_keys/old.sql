CREATE SCHEMA app;

CREATE TABLE app.kinds (id integer PRIMARY KEY);
CREATE TABLE app.orders (
  id integer PRIMARY KEY,
  kind integer NOT NULL DEFAULT 1 REFERENCES app.kinds,
  total numeric(10,2) CHECK (total >= 0),
  code text UNIQUE
);
CREATE INDEX orders_kind ON app.orders (kind, code);
COMMENT ON COLUMN app.orders.kind IS 'what it is';
