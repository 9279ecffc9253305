-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 6 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create column public."Odd $$"."t ""quoted"""         (column/filled/new.sql:13)
--   locks: ACCESS EXCLUSIVE on table public."Odd $$"
--   scans: table public."Odd $$"
--   rewrites: table public."Odd $$"
ALTER TABLE public."Odd $$" ADD COLUMN "t ""quoted""" text DEFAULT (random())::text NOT NULL;
-- step 2: alter table public.t                                 (column/filled/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.t
--   scans: table public.t
--   rewrites: table public.t
--   hazard: depends-on-rows table public.t: every row satisfies constraint public.t.number_is_one
--   create column public.t.number
--   create column public.t.since
--   create column public.t.token
--   create constraint public.t.number_is_one
ALTER TABLE public.t
    ADD COLUMN number bigint DEFAULT nextval('public.numbers'::regclass) NOT NULL,
    ADD COLUMN since timestamp with time zone DEFAULT now() NOT NULL,
    ADD COLUMN token uuid DEFAULT gen_random_uuid(),
    ADD CONSTRAINT number_is_one CHECK ((number IS NOT NULL));
-- step 3: create index public.t_token                          (column/filled/new.sql:10)
--   scans: table public.t
--   hazard: depends-on-rows table public.t: no two rows with the same (token)
CREATE UNIQUE INDEX t_token ON public.t USING btree (token);
COMMIT;
-- checkpoint

-- end of plan
