CREATE SCHEMA app;

-- What ALTER TABLE ... RENAME leaves: the table is called otherwise, its sequence is not.
CREATE TABLE app.customers (id serial PRIMARY KEY, name text);
ALTER TABLE app.customers RENAME TO clients;
ALTER INDEX app.customers_pkey RENAME TO clients_pkey;
-- Renamed by the plan.
CREATE TABLE app.orders (id bigserial PRIMARY KEY, nr serial, client_id integer);
-- A sequence of one's own, asked by a default.
CREATE SEQUENCE app.numbers;
CREATE TABLE app.papers (id bigint DEFAULT nextval('app.numbers') PRIMARY KEY, title text);
