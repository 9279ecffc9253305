-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 3 alter, 3 replace, 0 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop constraint public.made_again.made_again_pkey
--   locks: ACCESS EXCLUSIVE on table public.made_again
ALTER TABLE public.made_again DROP CONSTRAINT made_again_pkey;
-- step 2: drop constraint public.parts.parts_pkey
--   locks: ACCESS EXCLUSIVE on table public.one
--   locks: ACCESS EXCLUSIVE on table public.parts
ALTER TABLE public.parts DROP CONSTRAINT parts_pkey;
-- step 3: alter constraint public.changed.changed_code         (constraint/storage_parameters/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
--   options: {deduplicate_items=off, fillfactor=70} -> {deduplicate_items=off, fillfactor=80}
ALTER INDEX public.changed_code SET (fillfactor='80');
-- step 4: alter constraint public.changed.changed_other        (constraint/storage_parameters/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
--   options: none -> {fillfactor=90}
ALTER INDEX public.changed_other SET (fillfactor='90');
-- step 5: alter constraint public.changed.changed_pkey         (constraint/storage_parameters/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
--   options: {fillfactor=60} -> none
ALTER INDEX public.changed_pkey RESET (fillfactor);
-- step 6: create table public.fresh                            (constraint/storage_parameters/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE public.fresh (
    id integer NOT NULL,
    code text,
    CONSTRAINT fresh_pkey PRIMARY KEY (id) WITH (fillfactor='50'),
    CONSTRAINT fresh_code UNIQUE (code) INCLUDE (id) WITH (fillfactor='40') DEFERRABLE INITIALLY DEFERRED
);
-- step 7: alter table public.made_again                        (constraint/storage_parameters/new.sql:2)
--   locks: SHARE on table public.made_again
--   scans: table public.made_again
--   hazard: depends-on-rows table public.made_again: no row: column public.made_again.more is required and has no default
--   asks: SELECT 1 FROM public.made_again LIMIT 1
--   create column public.made_again.more
--   replace constraint public.made_again.made_again_pkey
ALTER TABLE public.made_again
    ADD COLUMN more integer NOT NULL,
    ADD CONSTRAINT made_again_pkey PRIMARY KEY (id, more) WITH (fillfactor='60');
-- step 8: replace constraint public.parts.parts_pkey           (constraint/storage_parameters/new.sql:4)
--   locks: SHARE on table public.parts
ALTER TABLE ONLY public.parts ADD CONSTRAINT parts_pkey PRIMARY KEY (k) WITH (fillfactor='70');
-- step 9: replace constraint public.one.one_pkey               (constraint/storage_parameters/new.sql:5)
--   locks: SHARE on table public.one
--   scans: table public.one
ALTER TABLE public.one ADD CONSTRAINT one_pkey PRIMARY KEY (k) WITH (fillfactor='70');
-- step 10: replace index attachment public.one_pkey            (constraint/storage_parameters/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX public.parts_pkey ATTACH PARTITION public.one_pkey;
COMMIT;
-- checkpoint

-- end of plan
