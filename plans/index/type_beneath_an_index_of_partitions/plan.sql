-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 4 replace, 0 drop
-- proof:   passed, 8 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop index public.reading_value_idx
--   locks: ACCESS EXCLUSIVE on index public.high_values
--   locks: ACCESS EXCLUSIVE on index public.reading_value_idx
--   locks: ACCESS EXCLUSIVE on table public.reading
--   locks: ACCESS EXCLUSIVE on table public.reading_2024
DROP INDEX public.reading_value_idx;
-- step 2: alter table public.reading                           (index/type_beneath_an_index_of_partitions/new.sql:1)
--   locks: SHARE on table public.reading_2024
--   scans: table public.reading_2024
--   rewrites: table public.reading_2024
--   drop constraint public.reading.reading_day_value_key
--   alter column public.reading.value
--     type: integer -> numeric
ALTER TABLE public.reading
    DROP CONSTRAINT reading_day_value_key,
    ALTER COLUMN value TYPE numeric;
-- step 3: replace constraint public.reading.reading_day_value_key  (index/type_beneath_an_index_of_partitions/new.sql:1)
--   locks: SHARE on table public.reading
ALTER TABLE ONLY public.reading ADD CONSTRAINT reading_day_value_key UNIQUE (day, value);
-- step 4: replace index public.reading_value_idx               (index/type_beneath_an_index_of_partitions/new.sql:10)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX reading_value_idx ON ONLY public.reading USING btree (value DESC);
-- step 5: replace constraint public.reading_2024.reading_2024_day_value_key  (index/type_beneath_an_index_of_partitions/new.sql:8)
--   scans: table public.reading_2024
--   hazard: depends-on-rows table public.reading_2024: no two rows with the same (day, value)
ALTER TABLE public.reading_2024 ADD CONSTRAINT reading_2024_day_value_key UNIQUE (day, value);
-- step 6: replace index public.high_values                     (index/type_beneath_an_index_of_partitions/new.sql:9)
--   scans: table public.reading_2024
CREATE INDEX high_values ON public.reading_2024 USING btree (value DESC);
-- step 7: replace index attachment public.high_values          (index/type_beneath_an_index_of_partitions/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX public.reading_value_idx ATTACH PARTITION public.high_values;
-- step 8: replace index attachment public.reading_2024_day_value_key  (index/type_beneath_an_index_of_partitions/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX public.reading_day_value_key ATTACH PARTITION public.reading_2024_day_value_key;
COMMIT;
-- checkpoint

-- end of plan
