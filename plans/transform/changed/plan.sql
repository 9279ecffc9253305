-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 3 create, 0 alter, 1 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop transform text for plpgsql
--   locks: nothing that existed before
DROP TRANSFORM FOR text LANGUAGE plpgsql;
-- step 2: create function public.into_it(internal)             (transform/changed/new.sql:2)
--   locks: nothing that existed before
CREATE FUNCTION public.into_it(internal) RETURNS text
    LANGUAGE c IMMUTABLE STRICT
    AS '$libdir/hstore', 'hstore_hash';
-- step 3: create transform text for sql                        (transform/changed/new.sql:5)
--   locks: nothing that existed before
CREATE TRANSFORM FOR text LANGUAGE sql (TO SQL WITH FUNCTION public.into_it(internal));
-- step 4: create function public.out_of_too(internal)          (transform/changed/new.sql:3)
--   locks: nothing that existed before
CREATE FUNCTION public.out_of_too(internal) RETURNS internal
    LANGUAGE c IMMUTABLE STRICT
    AS '$libdir/hstore', 'hstore_hash';
-- step 5: replace transform text for plpgsql                   (transform/changed/new.sql:4)
--   locks: nothing that existed before
CREATE TRANSFORM FOR text LANGUAGE plpgsql (FROM SQL WITH FUNCTION public.out_of_too(internal), TO SQL WITH FUNCTION public.into_it(internal));
COMMIT;
-- checkpoint

-- end of plan
