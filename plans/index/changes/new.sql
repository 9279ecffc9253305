CREATE SCHEMA app;

CREATE TABLE app.users (id integer, email text, name text, born date);
CREATE UNIQUE INDEX by_email ON app.users (email text_pattern_ops DESC NULLS LAST) INCLUDE (name) WHERE email IS NOT NULL;
COMMENT ON INDEX app.by_email IS 'for logging in';
CREATE INDEX by_name ON app.users (lower(name), (born + 1));
ALTER INDEX app.by_name ALTER COLUMN 1 SET STATISTICS 300;
ALTER TABLE app.users CLUSTER ON by_name;
CREATE INDEX by_born ON app.users USING brin (born);
CREATE INDEX filled ON app.users (id) WITH (fillfactor = 80);
