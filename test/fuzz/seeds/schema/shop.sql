-- pgplumb:dropped table app.old
CREATE SCHEMA app AUTHORIZATION me;
SET search_path = app, "Later";
-- pgplumb:renamed-from customer
CREATE TABLE customers (
  -- pgplumb:renamed-from no
  id bigint GENERATED ALWAYS AS IDENTITY,
  -- pgplumb:using (amount::numeric / 100)
  amount numeric DEFAULT 1_000,
  CONSTRAINT positive CHECK (amount > 0)
);
BEGIN;
SET LOCAL role = admin;
SAVEPOINT a;
GRANT SELECT ON ALL TABLES IN SCHEMA app TO reader;
ROLLBACK TO SAVEPOINT a;
COMMIT AND CHAIN;
COMMIT;
CREATE FUNCTION f(a integer) RETURNS integer BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 END; END;
CREATE FUNCTION g() RETURNS text LANGUAGE sql AS $f$ SELECT ';' -- $f$;
\ir b.sql
COPY customers FROM stdin;
1	it's
\.
-- pgplumb:manual "search ""x""" phase=before run=once transaction=off
CREATE INDEX CONCURRENTLY i ON customers (id);
-- pgplumb:end manual
-- 手工追加
DO $$ BEGIN NULL; END $$;

=== b.sql
COMMENT ON TABLE app.customers IS E'a\'b' /* c /* d */ */;
\ir a.sql
