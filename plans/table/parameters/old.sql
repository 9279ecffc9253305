CREATE SCHEMA app;

CREATE TABLE app.notes (id integer PRIMARY KEY, body text) WITH (fillfactor = 90, autovacuum_enabled = true, toast.autovacuum_enabled = false);
CREATE UNLOGGED TABLE app.cache (key text PRIMARY KEY, value text);
CREATE TABLE app.log (at timestamptz, line text);
CREATE TABLE app.secrets (id integer, owner text);
ALTER TABLE app.secrets ENABLE ROW LEVEL SECURITY;
CREATE TABLE app.open (id integer, owner text);
