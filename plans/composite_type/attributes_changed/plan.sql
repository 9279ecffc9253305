-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter composite type public.address                  (composite_type/attributes_changed/new.sql:2)
--   locks: nothing that existed before
--   attributes: {city, text, street, text} -> {city, text, country, text, street, text}
ALTER TYPE public.address ADD ATTRIBUTE country text;
-- step 2: alter composite type public.place                    (composite_type/attributes_changed/new.sql:1)
--   locks: nothing that existed before
--   attributes: {name, text, x, integer, y, integer} -> {name, text COLLATE pg_catalog."C", x, bigint, z, integer}
ALTER TYPE public.place
    DROP ATTRIBUTE y,
    ALTER ATTRIBUTE x TYPE bigint,
    ALTER ATTRIBUTE name TYPE text COLLATE pg_catalog."C",
    ADD ATTRIBUTE z integer;
COMMIT;
-- checkpoint

-- end of plan
