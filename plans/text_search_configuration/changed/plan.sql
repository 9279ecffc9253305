-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 0 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter text search configuration public.docs          (text_search_configuration/changed/new.sql:2)
--   locks: nothing that existed before
--   mappings: {asciiword, pg_catalog.simple, email, pg_catalog.simple, word, pg_catalog.simple} -> {asciiword, public.stems, pg_catalog.simple, url, pg_catalog.simple, word, pg_catalog.simple}
ALTER TEXT SEARCH CONFIGURATION public.docs DROP MAPPING FOR email;
ALTER TEXT SEARCH CONFIGURATION public.docs ALTER MAPPING FOR asciiword WITH public.stems, pg_catalog.simple;
ALTER TEXT SEARCH CONFIGURATION public.docs ADD MAPPING FOR url WITH pg_catalog.simple;
COMMIT;
-- checkpoint

-- end of plan
