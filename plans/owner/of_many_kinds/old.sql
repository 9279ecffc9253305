CREATE SCHEMA app;
CREATE TABLE app.users (id serial PRIMARY KEY, email text);
ALTER TABLE app.users OWNER TO gallery_app;
CREATE VIEW app.emails AS SELECT email FROM app.users;
CREATE FUNCTION app.total(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE TYPE app.status AS ENUM ('on');
CREATE SEQUENCE app.numbers;
