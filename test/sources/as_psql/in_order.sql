-- What depends on its place.
CREATE ROLE as_psql_maker;
CREATE FUNCTION public.secure() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE made record;
BEGIN
  FOR made IN SELECT * FROM pg_event_trigger_ddl_commands() WHERE object_type = 'table' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', made.object_identity);
  END LOOP;
END $$;
CREATE TABLE public.before_the_event_trigger (a integer);
CREATE EVENT TRIGGER secure ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.secure();
CREATE TABLE public.behind_the_event_trigger (a integer);

SET search_path = later, public;
CREATE TABLE in_public (a integer);
CREATE SCHEMA later;
CREATE TABLE in_later (a integer);
RESET search_path;

ALTER TABLE IF EXISTS public.added_to ADD COLUMN b integer;
CREATE TABLE public.added_to (a integer);
ALTER TABLE IF EXISTS public.added_to ADD COLUMN c integer;

CREATE TABLE public.dropped (a integer);
DROP TABLE public.dropped;
DROP TABLE IF EXISTS public.dropped, public.nowhere;
CREATE VIEW public.dropped AS SELECT 1 AS one;

ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO alice;
CREATE TABLE public.granted (a integer);
ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM alice;
CREATE TABLE public.not_granted (a integer);
GRANT INSERT ON ALL TABLES IN SCHEMA public TO bob;
CREATE TABLE public.not_granted_to_bob (a integer);

GRANT as_psql_maker TO carol;
GRANT ALL ON SCHEMA later TO as_psql_maker;
SET SESSION AUTHORIZATION carol;
SET ROLE as_psql_maker;
CREATE TABLE later.made (a integer);
RESET SESSION AUTHORIZATION;
REVOKE as_psql_maker FROM carol;
