-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 2 replace, 0 drop
-- proof:   passed, 8 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop index public.events_extra_idx
--   locks: ACCESS EXCLUSIVE on index public.events_2024_extra_idx
--   locks: ACCESS EXCLUSIVE on index public.events_extra_idx
--   locks: ACCESS EXCLUSIVE on table public.events
--   locks: ACCESS EXCLUSIVE on table public.events_2024
DROP INDEX public.events_extra_idx;
-- step 2: create table public.events_2023                      (index/replaced_while_a_partition_comes/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE public.events_2023 (
    id integer NOT NULL,
    day date NOT NULL,
    extra integer
);
-- step 3: create partition public.events_2023                  (index/replaced_while_a_partition_comes/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on table public.events
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2023 FOR VALUES FROM ('2023-01-01', 0) TO ('2024-01-01', 0);
-- step 4: replace index public.events_extra_idx                (index/replaced_while_a_partition_comes/new.sql:5)
--   locks: SHARE on table public.events
CREATE INDEX events_extra_idx ON ONLY public.events USING btree (extra DESC);
-- step 5: create index public.events_2023_extra_idx            (index/replaced_while_a_partition_comes/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX events_2023_extra_idx ON public.events_2023 USING btree (extra DESC);
-- step 6: create index attachment public.events_2023_extra_idx  (index/replaced_while_a_partition_comes/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX public.events_extra_idx ATTACH PARTITION public.events_2023_extra_idx;
-- step 7: replace index public.events_2024_extra_idx           (index/replaced_while_a_partition_comes/new.sql:4)
--   locks: SHARE on table public.events_2024
--   scans: table public.events_2024
CREATE INDEX events_2024_extra_idx ON public.events_2024 USING btree (extra DESC);
-- step 8: replace index attachment public.events_2024_extra_idx  (index/replaced_while_a_partition_comes/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX public.events_extra_idx ATTACH PARTITION public.events_2024_extra_idx;
COMMIT;
-- checkpoint

-- end of plan
