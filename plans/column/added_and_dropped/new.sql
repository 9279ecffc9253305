CREATE SCHEMA app;

CREATE TABLE app.users (id integer PRIMARY KEY, name text, email text, born date NOT NULL DEFAULT '2000-01-01', age integer DEFAULT 8);
COMMENT ON COLUMN app.users.email IS 'where to write to';
CREATE VIEW app.named AS SELECT id, name FROM app.users WHERE email IS NOT NULL;
