CREATE SCHEMA app;

CREATE FUNCTION app.now_text() RETURNS varchar LANGUAGE sql AS 'SELECT now()::text';
CREATE SEQUENCE app.other_numbers;
CREATE TABLE app.orders (id integer DEFAULT nextval('app.other_numbers'), state text, at text DEFAULT app.now_text(), total bigint DEFAULT 1 + 1);
