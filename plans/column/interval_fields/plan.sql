-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 6 alter, 1 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view public.long_waits
--   locks: ACCESS EXCLUSIVE on view public.long_waits
DROP VIEW public.long_waits;
-- step 2: guard column public.waits.letter
--   scans: table public.waits
--   stops here if values of column public.waits.letter would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.waits WHERE letter::"char"::text IS DISTINCT FROM letter) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.waits.letter would be lost',
            HINT = 'say how they become "char" with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.waits.letter''';
    END IF;
END
$$;
-- step 3: guard column public.waits.precise
--   scans: table public.waits
--   stops here if values of column public.waits.precise would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.waits WHERE precise::interval(0)::interval(6) IS DISTINCT FROM precise) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.waits.precise would be lost',
            HINT = 'say how they become interval(0) with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.waits.precise''';
    END IF;
END
$$;
-- step 4: guard column public.waits.wide
--   scans: table public.waits
--   stops here if values of column public.waits.wide would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.waits WHERE wide::interval day to second::interval IS DISTINCT FROM wide) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.waits.wide would be lost',
            HINT = 'say how they become interval day to second with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.waits.wide''';
    END IF;
END
$$;
-- step 5: alter table public.waits                             (column/interval_fields/new.sql:1)
--   locks: ACCESS EXCLUSIVE on index public.waits_narrow
--   locks: ACCESS EXCLUSIVE on table public.waits
--   scans: table public.waits
--   rewrites: table public.waits
--   hazard: depends-on-rows table public.waits: every value of column public.waits.flag can become smallint
--   hazard: depends-on-rows table public.waits: every value of column public.waits.letter can become "char"
--   alter column public.waits.flag
--     type: """char""" -> "smallint"
--   alter column public.waits.letter
--     type: text -> "char"
--   alter column public.waits.list
--     type: interval hour to minute[] -> interval[]
--   alter column public.waits.narrow
--     type: interval day to second(2) -> interval
--   alter column public.waits.precise
--     type: interval(6) -> interval(0)
--   alter column public.waits.wide
--     type: interval -> interval day to second
ALTER TABLE public.waits
    ALTER COLUMN flag TYPE smallint USING flag::text::smallint,
    ALTER COLUMN letter TYPE "char",
    ALTER COLUMN list TYPE interval[],
    ALTER COLUMN narrow TYPE interval,
    ALTER COLUMN precise TYPE interval(0),
    ALTER COLUMN wide TYPE interval day to second;
-- step 6: replace view public.long_waits                       (column/interval_fields/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW public.long_waits AS
 SELECT waits.id
   FROM public.waits
  WHERE (waits.narrow > '1 day'::interval);
COMMIT;
-- checkpoint

-- end of plan
