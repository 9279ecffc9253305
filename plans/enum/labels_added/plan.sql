-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 2: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter enum public.status                             (enum/labels_added/new.sql:1)
--   locks: nothing that existed before
--   labels: {open, closed} -> {draft, open, held, closed, gone}
ALTER TYPE public.status ADD VALUE 'draft' BEFORE 'open';
ALTER TYPE public.status ADD VALUE 'held' AFTER 'open';
ALTER TYPE public.status ADD VALUE 'gone';
COMMIT;
-- checkpoint

-- batch 2 of 2: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 2: alter default public.tickets.state                   (enum/labels_added/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table public.tickets
--   expression: 'open'::public.status -> 'draft'::public.status
ALTER TABLE ONLY public.tickets ALTER COLUMN state SET DEFAULT 'draft'::public.status;
-- step 3: create constraint public.tickets.tickets_state_check  (enum/labels_added/new.sql:2)
--   scans: table public.tickets
--   hazard: depends-on-rows table public.tickets: every row satisfies constraint public.tickets.tickets_state_check
ALTER TABLE public.tickets ADD CONSTRAINT tickets_state_check CHECK ((state <> 'gone'::public.status));
COMMIT;
-- checkpoint

-- end of plan
