CREATE SCHEMA app;

CREATE TABLE app.clients (id serial PRIMARY KEY, name text);
-- pgplumb:renamed-from orders
CREATE TABLE app.purchases (id bigserial CONSTRAINT orders_pkey PRIMARY KEY, nr serial, client_id integer);
CREATE SEQUENCE app.paper_numbers;
CREATE TABLE app.papers (id bigint DEFAULT nextval('app.paper_numbers') PRIMARY KEY, title text);
