-- Bodies name things without a schema, as everybody who uses the database does.
CREATE SCHEMA app;
SET search_path = app;

CREATE TABLE app.codes (code text PRIMARY KEY);

CREATE FUNCTION app.base(value bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT value + 1';

CREATE TABLE app.events (id bigint PRIMARY KEY, low bigint NOT NULL, high bigint NOT NULL, code text);

-- Empty: since PostgreSQL 17 the server gives the functions of an index a search_path of its own.
CREATE TABLE app.lines (low bigint, high bigint);

INSERT INTO app.codes VALUES ('a');
INSERT INTO app.events VALUES (1, 10, 20, 'a');
