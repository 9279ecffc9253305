CREATE SCHEMA app;
CREATE TABLE app.users (id integer CONSTRAINT users_pkey PRIMARY KEY, email text CONSTRAINT email_given CHECK (email <> ''));
CREATE VIEW app.emails AS SELECT email FROM app.users;
CREATE FUNCTION app.total(integer, text) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE DOMAIN app.email AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
CREATE TYPE app.point AS (x integer, y integer);
CREATE INDEX users_email ON app.users (email);

COMMENT ON SCHEMA app IS 'the application';
COMMENT ON TABLE app.users IS 'who may log in';
COMMENT ON COLUMN app.users.email IS 'unconfirmed';
COMMENT ON INDEX app.users_pkey IS 'the index of a constraint';
COMMENT ON TYPE app.point IS 'a place';
