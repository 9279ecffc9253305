-- What functions set for the session, and what the words of the file then do to that.
CREATE SCHEMA app;
DO $$ BEGIN PERFORM set_config('search_path', 'app', false); END $$;
CREATE TABLE in_app (a int);
CREATE FUNCTION public.go() RETURNS void LANGUAGE sql AS $$ SELECT set_config('search_path', 'public', false) $$;
SELECT public.go();
CREATE TABLE in_public (a int);
SET search_path = app;
CREATE TABLE in_app2 (a int);
SELECT public.go();
RESET search_path;
CREATE TABLE in_public2 (a int);
SELECT set_config('search_path', 'app', false) WHERE true;
CREATE TABLE in_app3 (a int);
CREATE TABLE in_app4 (a int);
