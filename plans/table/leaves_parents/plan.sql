-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 0 replace, 14 drop
-- destroys: column public.changed.gone
-- destroys: column public.left_alone.gone
-- destroys: column public.left_alone.kept
-- destroys: column public.loses_them.changed_by
-- destroys: column public.loses_them.version
-- destroys: column public.orphan.gone
-- destroys: table public.dropped
-- info:    table public.keeps_one keeps its columns in another order than the schema files: only writing it anew could change that
-- proof:   passed, 11 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop inheritance of public.keeps_one from public.audited
--   locks: ACCESS EXCLUSIVE on table public.keeps_one
ALTER TABLE public.keeps_one NO INHERIT public.audited;
-- step 2: drop constraint public.keeps_one.known
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.keeps_one DROP CONSTRAINT known;
-- step 3: drop inheritance of public.left_alone from public.changed
--   locks: ACCESS EXCLUSIVE on table public.left_alone
ALTER TABLE public.left_alone NO INHERIT public.changed;
-- step 4: drop column public.changed.gone
--   locks: ACCESS EXCLUSIVE on table public.changed
--   destroys: column public.changed.gone
ALTER TABLE public.changed DROP COLUMN gone;
-- step 5: alter table public.left_alone
--   locks: nothing more than earlier steps of this transaction
--   destroys: column public.left_alone.gone, column public.left_alone.kept
--   drop column public.left_alone.gone
--   drop column public.left_alone.kept
ALTER TABLE public.left_alone
    DROP COLUMN gone,
    DROP COLUMN kept;
-- step 6: drop inheritance of public.loses_them from public.audited
--   locks: ACCESS EXCLUSIVE on table public.loses_them
ALTER TABLE public.loses_them NO INHERIT public.audited;
-- step 7: drop inheritance of public.loses_them from public.counted
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.loses_them NO INHERIT public.counted;
-- step 8: alter table public.loses_them
--   locks: nothing more than earlier steps of this transaction
--   destroys: column public.loses_them.changed_by, column public.loses_them.version
--   drop constraint public.loses_them.known
--   drop column public.loses_them.changed_by
--   drop column public.loses_them.version
ALTER TABLE public.loses_them
    DROP CONSTRAINT known,
    DROP COLUMN changed_by,
    DROP COLUMN version;
-- step 9: drop inheritance of public.orphan from public.dropped
--   locks: ACCESS EXCLUSIVE on table public.orphan
ALTER TABLE public.orphan NO INHERIT public.dropped;
-- step 10: drop table public.dropped
--   locks: ACCESS EXCLUSIVE on table public.dropped
--   destroys: table public.dropped
DROP TABLE public.dropped;
-- step 11: drop column public.orphan.gone
--   locks: nothing more than earlier steps of this transaction
--   destroys: column public.orphan.gone
ALTER TABLE public.orphan DROP COLUMN gone;
COMMIT;
-- checkpoint

-- end of plan
