CREATE SCHEMA app;

CREATE TABLE app.users (id integer, email text, name text, born date);
CREATE INDEX by_email ON app.users (email);
COMMENT ON INDEX app.by_email IS 'for logging in';
CREATE INDEX by_name ON app.users (lower(name), (born + 1));
ALTER INDEX app.by_name ALTER COLUMN 2 SET STATISTICS 400;
CREATE INDEX by_born ON app.users (born);
ALTER TABLE app.users CLUSTER ON by_born;
CREATE INDEX filled ON app.users (id) WITH (fillfactor = 70);
