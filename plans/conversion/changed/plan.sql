-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 3 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop conversion public.a
--   locks: nothing that existed before
DROP CONVERSION public.a;
-- step 2: drop conversion public.b
--   locks: nothing that existed before
DROP CONVERSION public.b;
-- step 3: drop conversion public.c
--   locks: nothing that existed before
DROP CONVERSION public.c;
-- step 4: replace conversion public.a                          (conversion/changed/new.sql:1)
--   locks: nothing that existed before
CREATE DEFAULT CONVERSION public.a FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
-- step 5: replace conversion public.b                          (conversion/changed/new.sql:2)
--   locks: nothing that existed before
CREATE CONVERSION public.b FOR 'UTF8' TO 'LATIN2' FROM utf8_to_iso8859;
-- step 6: replace conversion public.c                          (conversion/changed/new.sql:3)
--   locks: nothing that existed before
CREATE CONVERSION public.c FOR 'LATIN2' TO 'UTF8' FROM iso8859_to_utf8;
COMMIT;
-- checkpoint

-- end of plan
