-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 1 replace, 1 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop function public.latest()
--   locks: nothing that existed before
DROP FUNCTION public.latest();
-- step 2: drop comment on composite type public.pair, column a
--   locks: nothing that existed before
COMMENT ON COLUMN public.pair.a IS NULL;
-- step 3: alter composite type public.pair                     (comment/comes_back_after_a_replace/new.sql:4)
--   locks: nothing that existed before
--   attributes: {a, integer, b, integer} -> {b, integer, c, integer}
ALTER TYPE public.pair
    DROP ATTRIBUTE a,
    ADD ATTRIBUTE c integer;
-- step 4: create comment on composite type public.pair, column c  (comment/comes_back_after_a_replace/new.sql:4)
--   locks: nothing that existed before
COMMENT ON COLUMN public.pair.c IS 'comes';
-- step 5: replace function public.latest()                     (comment/comes_back_after_a_replace/new.sql:2)
--   locks: nothing that existed before
CREATE FUNCTION public.latest() RETURNS bigint
    LANGUAGE sql
    AS $$SELECT 1::bigint$$;
-- step 6: replace comment on function public.latest()          (comment/comes_back_after_a_replace/new.sql:2)
--   locks: nothing that existed before
COMMENT ON FUNCTION public.latest() IS 'the latest order';
COMMIT;
-- checkpoint

-- end of plan
