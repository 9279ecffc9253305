CREATE SCHEMA app;

CREATE TABLE app.notes (id integer PRIMARY KEY, body text) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_threshold = 100);
CREATE TABLE app.cache (key text PRIMARY KEY, value text);
CREATE UNLOGGED TABLE app.log (at timestamptz, line text);
CREATE TABLE app.secrets (id integer, owner text);
CREATE TABLE app.open (id integer, owner text);
ALTER TABLE app.open ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.open FORCE ROW LEVEL SECURITY;
