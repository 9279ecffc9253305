-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 3 replace, 0 drop
-- proof:   passed, 11 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop domain constraint public.range_of.good
--   locks: nothing that existed before
ALTER DOMAIN public.range_of DROP CONSTRAINT good;
-- step 2: drop function public.ordered(public.span)
--   locks: nothing that existed before
DROP FUNCTION public.ordered(public.span);
-- step 3: replace domain public.range_of
--   locks: nothing that existed before
ALTER DOMAIN public.range_of RENAME TO range_of__pgplumb_old;
-- step 4: replace composite type public.span
--   locks: nothing that existed before
ALTER TYPE public.span RENAME TO span__pgplumb_old;
-- step 5: replace composite type public.span                   (domain/over_a_type_made_anew/new.sql:1)
--   locks: nothing that existed before
CREATE TYPE public.span AS (
    lo integer,
    hi integer
);
-- step 6: replace domain public.range_of                       (domain/over_a_type_made_anew/new.sql:3)
--   locks: nothing that existed before
CREATE DOMAIN public.range_of AS public.span;
-- step 7: replace function public.ordered(public.span)         (domain/over_a_type_made_anew/new.sql:2)
--   locks: nothing that existed before
CREATE FUNCTION public.ordered(r public.span) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    AS $$BEGIN RETURN (r).lo < (r).hi; END$$;
-- step 8: replace domain constraint public.range_of.good       (domain/over_a_type_made_anew/new.sql:3)
--   locks: nothing that existed before
ALTER DOMAIN public.range_of ADD CONSTRAINT good CHECK (public.ordered(VALUE));
-- step 9: alter column public.uses.p                           (domain/over_a_type_made_anew/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table public.uses
--   scans: table public.uses
--   rewrites: table public.uses
--   hazard: depends-on-rows table public.uses: every value of column public.uses.p can become public.range_of
ALTER TABLE public.uses ALTER COLUMN p TYPE public.range_of USING p::text::public.range_of;
-- step 10: replace domain public.range_of                      (domain/over_a_type_made_anew/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
DROP DOMAIN public.range_of__pgplumb_old;
-- step 11: replace composite type public.span                  (domain/over_a_type_made_anew/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
DROP TYPE public.span__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
