CREATE SCHEMA app;

CREATE FUNCTION app.now_text() RETURNS text LANGUAGE sql AS 'SELECT now()::text';
CREATE SEQUENCE app.numbers;
CREATE TABLE app.orders (id integer DEFAULT nextval('app.numbers'), state text DEFAULT 'new', at text DEFAULT app.now_text(), total numeric DEFAULT 0);
