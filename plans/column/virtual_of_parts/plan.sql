-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 4 replace, 0 drop
-- info:    table public.checked_below keeps its columns in another order than the schema files: only writing it anew could change that
-- proof:   passed, 8 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop column public.above.g
--   locks: ACCESS EXCLUSIVE on table public.above
--   locks: ACCESS EXCLUSIVE on table public.checked_below
ALTER TABLE public.above DROP COLUMN g;
-- step 2: drop column public.checked.g
--   locks: ACCESS EXCLUSIVE on table public.checked
ALTER TABLE public.checked DROP COLUMN g;
-- step 3: drop column public.listed.g
--   locks: ACCESS EXCLUSIVE on table public.listed
ALTER TABLE public.listed DROP COLUMN g;
-- step 4: replace column public.above.g                        (column/virtual_of_parts/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.above ADD COLUMN g integer GENERATED ALWAYS AS ((a * 3)) VIRTUAL;
-- step 5: replace column public.checked.g                      (column/virtual_of_parts/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.checked ADD COLUMN g integer GENERATED ALWAYS AS ((a * 3)) VIRTUAL;
-- step 6: replace column public.listed.g                       (column/virtual_of_parts/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.listed ADD COLUMN g integer GENERATED ALWAYS AS ((a * 3)) VIRTUAL;
-- step 7: alter column public.p.g                              (column/virtual_of_parts/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table public.p
--   generated: (a + 1) -> (a + 2)
ALTER TABLE ONLY public.p ALTER COLUMN g SET EXPRESSION AS ((a + 2));
-- step 8: alter column public.p1.g                             (column/virtual_of_parts/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.p1
--   generated: (a + 1) -> (a + 7)
ALTER TABLE ONLY public.p1 ALTER COLUMN g SET EXPRESSION AS ((a + 7));
COMMIT;
-- checkpoint

-- end of plan
