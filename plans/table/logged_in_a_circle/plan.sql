-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 1 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop constraint public.a.ab
--   locks: ACCESS EXCLUSIVE on table public.a
--   locks: ACCESS EXCLUSIVE on table public.b
ALTER TABLE public.a DROP CONSTRAINT ab;
-- step 2: alter table public.a                                 (table/logged_in_a_circle/new.sql:1)
--   locks: SHARE on table public.a
--   scans: table public.a
--   rewrites: table public.a
--   persistence: unlogged -> none
ALTER TABLE public.a SET LOGGED;
-- step 3: alter table public.b                                 (table/logged_in_a_circle/new.sql:2)
--   locks: SHARE on table public.b
--   scans: table public.b
--   rewrites: table public.b
--   persistence: unlogged -> none
ALTER TABLE public.b SET LOGGED;
-- step 4: replace constraint public.a.ab                       (table/logged_in_a_circle/new.sql:1)
--   locks: SHARE ROW EXCLUSIVE on table public.a
--   locks: SHARE ROW EXCLUSIVE on table public.b
--   scans: table public.a
ALTER TABLE public.a ADD CONSTRAINT ab FOREIGN KEY (b_id) REFERENCES public.b(id);
-- step 5: alter table public.c                                 (table/logged_in_a_circle/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.c
--   scans: table public.c
--   rewrites: table public.c
--   persistence: unlogged -> none
ALTER TABLE public.c SET LOGGED;
-- step 6: alter table public.self                              (table/logged_in_a_circle/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table public.self
--   scans: table public.self
--   rewrites: table public.self
--   persistence: unlogged -> none
ALTER TABLE public.self SET LOGGED;
COMMIT;
-- checkpoint

-- end of plan
