CREATE SCHEMA app;

CREATE DOMAIN app.amount AS integer;
ALTER DOMAIN app.amount ADD CONSTRAINT even CHECK (VALUE % 2 = 0) NOT VALID;
CREATE DOMAIN app.email AS text;
CREATE TABLE app.orders (id integer, total app.amount, mail app.email);
CREATE TABLE app.notes (id integer);
