-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 8 alter, 0 replace, 1 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop constraint public.q.q_r_id_fkey
--   locks: ACCESS EXCLUSIVE on table public.q
--   locks: ACCESS EXCLUSIVE on table public.r
ALTER TABLE public.q DROP CONSTRAINT q_r_id_fkey;
-- step 2: alter table public.b                                 (table/logged_in_order/new.sql:1)
--   locks: ACCESS EXCLUSIVE on table public.b
--   scans: table public.b
--   rewrites: table public.b
--   persistence: unlogged -> none
ALTER TABLE public.b SET LOGGED;
-- step 3: alter table public.a                                 (table/logged_in_order/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table public.a
--   scans: table public.a
--   rewrites: table public.a
--   persistence: unlogged -> none
ALTER TABLE public.a SET LOGGED;
-- step 4: alter table public.c                                 (table/logged_in_order/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.c
--   scans: table public.c
--   rewrites: table public.c
--   persistence: unlogged -> none
ALTER TABLE public.c SET LOGGED;
-- step 5: alter table public.n                                 (table/logged_in_order/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table public.n
--   scans: table public.n
--   rewrites: table public.n
--   persistence: unlogged -> none
ALTER TABLE public.n SET LOGGED;
-- step 6: create constraint public.m.m_n_id_fkey               (table/logged_in_order/new.sql:8)
--   locks: SHARE ROW EXCLUSIVE on table public.m
--   locks: SHARE ROW EXCLUSIVE on table public.n
--   scans: table public.m
--   hazard: depends-on-rows table public.m: every (n_id) is in table public.n
--   asks: SELECT f.* FROM public.m f WHERE f.n_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.n r WHERE r.id = f.n_id)
ALTER TABLE public.m ADD CONSTRAINT m_n_id_fkey FOREIGN KEY (n_id) REFERENCES public.n(id);
-- step 7: alter table public.r                                 (table/logged_in_order/new.sql:9)
--   locks: SHARE on table public.r
--   scans: table public.r
--   rewrites: table public.r
--   persistence: none -> unlogged
ALTER TABLE public.r SET UNLOGGED;
-- step 8: alter table public.z                                 (table/logged_in_order/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table public.z
--   scans: table public.z
--   rewrites: table public.z
--   persistence: none -> unlogged
ALTER TABLE public.z SET UNLOGGED;
-- step 9: alter table public.x                                 (table/logged_in_order/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table public.x
--   scans: table public.x
--   rewrites: table public.x
--   persistence: none -> unlogged
ALTER TABLE public.x SET UNLOGGED;
-- step 10: alter table public.y                                (table/logged_in_order/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table public.y
--   scans: table public.y
--   rewrites: table public.y
--   persistence: none -> unlogged
ALTER TABLE public.y SET UNLOGGED;
COMMIT;
-- checkpoint

-- end of plan
