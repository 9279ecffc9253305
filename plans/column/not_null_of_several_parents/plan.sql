-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column public.above.a                          (column/not_null_of_several_parents/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table public.above
--   locks: ACCESS EXCLUSIVE on table public.own
--   not_null: true -> none
ALTER TABLE public.above ALTER COLUMN a DROP NOT NULL;
-- step 2: alter column public.alone.a                          (column/not_null_of_several_parents/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table public.named
--   locks: ACCESS EXCLUSIVE on table public.alone
--   scans: table public.named
--   not_null_no_inherit: true -> none
ALTER TABLE public.named ALTER COLUMN a DROP NOT NULL;
ALTER TABLE public.alone ALTER CONSTRAINT alone_a_not_null INHERIT;
-- step 3: alter column public.q.a                              (column/not_null_of_several_parents/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.c
--   locks: ACCESS EXCLUSIVE on table public.q
--   not_null: true -> none
--   not_null_name: of_q -> none
ALTER TABLE public.q ALTER COLUMN a DROP NOT NULL;
COMMIT;
-- checkpoint

-- end of plan
