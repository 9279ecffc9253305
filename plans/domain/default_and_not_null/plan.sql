-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter domain public.amount                           (domain/default_and_not_null/new.sql:1)
--   locks: SHARE on table public.orders
--   scans: table public.orders
--   hazard: depends-on-rows table public.orders: no NULL in column public.orders.total
--   asks: SELECT * FROM public.orders WHERE total IS NULL
--   not_null: none -> true
--   default_value: 0 -> 1
ALTER DOMAIN public.amount SET DEFAULT 1;
ALTER DOMAIN public.amount SET NOT NULL;
-- step 2: alter domain public.email                            (domain/default_and_not_null/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
--   not_null: true -> none
--   default_value: none -> 'nobody@example.org'::text
ALTER DOMAIN public.email SET DEFAULT 'nobody@example.org'::text;
ALTER DOMAIN public.email DROP NOT NULL;
COMMIT;
-- checkpoint

-- end of plan
