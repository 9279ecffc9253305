-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 2 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view public.shop_x
--   locks: ACCESS EXCLUSIVE on view public.shop_x
DROP VIEW public.shop_x;
-- step 2: replace composite type public.place
--   locks: nothing more than earlier steps of this transaction
ALTER TYPE public.place RENAME TO place__pgplumb_old;
-- step 3: replace composite type public.place                  (composite_type/made_anew_under_columns/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
CREATE TYPE public.place AS (
    x numeric,
    y integer
);
-- step 4: alter table public.shops                             (composite_type/made_anew_under_columns/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table public.shops
--   scans: table public.shops
--   rewrites: table public.shops
--   hazard: depends-on-rows table public.shops: every value of column public.shops.at can become public.place
--   hazard: depends-on-rows table public.shops: every value of column public.shops.was can become public.place[]
--   alter column public.shops.at
--   alter column public.shops.was
ALTER TABLE public.shops
    ALTER COLUMN at TYPE public.place USING at::text::public.place,
    ALTER COLUMN was TYPE public.place[] USING was::text[]::public.place[];
-- step 5: replace view public.shop_x                           (composite_type/made_anew_under_columns/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW public.shop_x AS
 SELECT shops.id,
    (shops.at).x AS x
   FROM public.shops;
-- step 6: replace composite type public.place                  (composite_type/made_anew_under_columns/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
DROP TYPE public.place__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
