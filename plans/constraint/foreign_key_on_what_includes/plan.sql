-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 2 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table public.child
--   locks: ACCESS EXCLUSIVE on table public.child
--   locks: ACCESS EXCLUSIVE on table public.parent
--   drop constraint public.child.f
--   drop constraint public.child.g
ALTER TABLE public.child
    DROP CONSTRAINT f,
    DROP CONSTRAINT g;
-- step 2: alter column public.parent.payload                   (constraint/foreign_key_on_what_includes/new.sql:1)
--   locks: ACCESS EXCLUSIVE on index public.by_tag
--   locks: SHARE on table public.parent
--   type: character varying(10) -> character varying(20)
ALTER TABLE public.parent ALTER COLUMN payload TYPE character varying(20);
-- step 3: alter table public.child                             (constraint/foreign_key_on_what_includes/new.sql:3)
--   locks: SHARE ROW EXCLUSIVE on table public.child
--   locks: SHARE ROW EXCLUSIVE on table public.parent
--   scans: table public.child
--   hazard: depends-on-rows table public.child: every (t) is in table public.parent
--   asks: SELECT f.* FROM public.child f WHERE f.t IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.parent r WHERE r.tag = f.t)
--   hazard: depends-on-rows table public.child: every (i) is in table public.parent
--   asks: SELECT f.* FROM public.child f WHERE f.i IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.parent r WHERE r.id = f.i)
--   replace constraint public.child.f
--   replace constraint public.child.g
ALTER TABLE public.child
    ADD CONSTRAINT f FOREIGN KEY (t) REFERENCES public.parent(tag),
    ADD CONSTRAINT g FOREIGN KEY (i) REFERENCES public.parent(id);
COMMIT;
-- checkpoint

-- end of plan
