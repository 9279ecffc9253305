-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 8 alter, 1 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop inheritance of public.c from public.b
--   locks: ACCESS EXCLUSIVE on table public.c
ALTER TABLE public.c NO INHERIT public.b;
-- step 2: alter column public.a.id                             (column/type_from_several_parents/new.sql:1)
--   locks: ACCESS EXCLUSIVE on table public.a
--   locks: ACCESS EXCLUSIVE on table public.d
--   locks: SHARE on table public.c
--   scans: table public.a
--   scans: table public.c
--   scans: table public.d
--   rewrites: table public.a
--   rewrites: table public.c
--   rewrites: table public.d
--   type: integer -> bigint
ALTER TABLE public.a ALTER COLUMN id TYPE bigint;
-- step 3: alter column public.b.id                             (column/type_from_several_parents/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table public.b
--   scans: table public.b
--   rewrites: table public.b
--   type: integer -> bigint
ALTER TABLE public.b ALTER COLUMN id TYPE bigint;
-- step 4: replace inheritance of public.c from public.b        (column/type_from_several_parents/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on table public.b
ALTER TABLE public.c INHERIT public.b;
-- step 5: alter column public.top.n                            (column/type_from_several_parents/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table public.bottom
--   locks: ACCESS EXCLUSIVE on table public.left_side
--   locks: ACCESS EXCLUSIVE on table public.right_side
--   locks: ACCESS EXCLUSIVE on table public.top
--   scans: table public.bottom
--   scans: table public.left_side
--   scans: table public.right_side
--   scans: table public.top
--   rewrites: table public.bottom
--   rewrites: table public.left_side
--   rewrites: table public.right_side
--   rewrites: table public.top
--   type: integer -> bigint
ALTER TABLE public.top ALTER COLUMN n TYPE bigint;
COMMIT;
-- checkpoint

-- end of plan
