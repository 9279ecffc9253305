CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY, email text, name text);
GRANT SELECT, INSERT ON users TO gallery_reader;
GRANT SELECT (email) ON users TO gallery_reader;
GRANT UPDATE (name) ON users TO gallery_app;
CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE SEQUENCE numbers;
CREATE TYPE status AS ENUM ('on');
GRANT USAGE ON SCHEMA public TO gallery_app;
