-- What is local to a transaction is there for its statements, each time, and for nothing else. Each table or comment
-- that is made says what was in force where it was made.
CREATE SCHEMA auth;
CREATE FUNCTION auth.act_as(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('role', 'alice', true);
  PERFORM set_config('auth.actor', name, true);
END $$;
CREATE FUNCTION auth.remember() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('auth.actor', true), '') = '' THEN RAISE EXCEPTION 'nobody acts'; END IF;
  NEW.actor := current_setting('auth.actor') || ' as ' || current_user;
  RETURN NEW;
END $$;
CREATE FUNCTION auth.say(relation text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('COMMENT ON TABLE %s IS %L', relation,
                 (SELECT string_agg(actor, ', ' ORDER BY id) FROM auth.steps) || '; now '
                 || coalesce(current_setting('auth.actor', true), '') || ' ' || current_user::text
                 || ' ' || current_setting('search_path'));
END $$;
CREATE TABLE auth.steps (id integer, actor text);
CREATE TRIGGER remember BEFORE INSERT ON auth.steps FOR EACH ROW EXECUTE FUNCTION auth.remember();
GRANT USAGE ON SCHEMA auth TO alice;
GRANT ALL ON auth.steps TO alice;
CREATE TABLE public.first (a integer);
CREATE TABLE public.second (a integer);
CREATE TABLE public.third (a integer);

BEGIN;
SELECT auth.act_as('one');
INSERT INTO auth.steps VALUES (1);
COMMIT;
SELECT auth.say('public.first');

BEGIN;
SELECT auth.act_as('two');
INSERT INTO auth.steps VALUES (2);
RESET ROLE;
SET LOCAL search_path = auth;
CREATE TABLE made_within (a integer);
COMMIT;
CREATE TABLE made_behind (a integer);
SELECT auth.say('public.second');

-- Outside of a transaction both are over with their statement.
SELECT auth.act_as('nobody');
SET LOCAL search_path = auth;
CREATE TABLE made_in_public (a integer);
SELECT auth.say('public.third');

-- A constraint that waits for the end.
CREATE TABLE public.parent (id integer PRIMARY KEY);
CREATE TABLE public.child (parent integer REFERENCES public.parent DEFERRABLE);
START TRANSACTION;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO public.child VALUES (1);
INSERT INTO public.parent VALUES (1);
CREATE TEMPORARY TABLE for_now ON COMMIT DROP AS SELECT 1 AS one;
CREATE VIEW public.there AS SELECT 1 AS one;
END;
CREATE TEMPORARY TABLE for_now (two integer);

-- What is rolled back leaves nothing.
BEGIN;
CREATE TABLE public.undone (a integer);
SET search_path = auth;
ROLLBACK;
CREATE TABLE made_behind_rollback (a integer);
BEGIN;
CREATE TABLE public.kept (a integer);
SAVEPOINT here;
CREATE TABLE public.undone (a integer);
SET LOCAL search_path = auth;
SAVEPOINT there;
DROP TABLE public.kept;
ROLLBACK TO here;
CREATE TABLE kept_too (a integer);
RELEASE SAVEPOINT here;
COMMIT AND CHAIN;
CREATE TABLE public.undone (a integer);
ROLLBACK;
