-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: guard column public.parcel.sent
--   scans: table public.parcel
--   stops here if values of column public.parcel.sent would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.parcel WHERE sent::date::timestamp with time zone IS DISTINCT FROM sent) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.parcel.sent would be lost',
            HINT = 'say how they become date with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.parcel.sent''';
    END IF;
END
$$;
-- step 2: guard column public.parcel.weight
--   scans: table public.parcel
--   stops here if values of column public.parcel.weight would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.parcel WHERE weight::numeric(6,1)::numeric(8,3) IS DISTINCT FROM weight) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.parcel.weight would be lost',
            HINT = 'say how they become numeric(6,1) with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.parcel.weight''';
    END IF;
END
$$;
-- step 3: alter table public.parcel                            (column/values_that_must_be_kept/new.sql:1)
--   locks: ACCESS EXCLUSIVE on table public.parcel
--   scans: table public.parcel
--   rewrites: table public.parcel
--   hazard: depends-on-rows table public.parcel: every value of column public.parcel.weight can become numeric(6,1)
--   asks: SELECT * FROM public.parcel WHERE pg_catalog.abs(pg_catalog.round(weight::numeric, 1)) >= 100000 AND weight::numeric <> 'NaN'
--   alter column public.parcel.sent
--     type: timestamp with time zone -> date
--   alter column public.parcel.tries
--     type: integer -> bigint
--   alter column public.parcel.weight
--     type: numeric(8,3) -> numeric(6,1)
ALTER TABLE public.parcel
    ALTER COLUMN sent TYPE date,
    ALTER COLUMN tries TYPE bigint,
    ALTER COLUMN weight TYPE numeric(6,1);
COMMIT;
-- checkpoint

-- end of plan
