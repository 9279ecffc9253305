-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 2 replace, 1 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop cast json to character varying
--   locks: nothing that existed before
DROP CAST (json AS character varying);
-- step 2: drop cast public.feet to public.metres
--   locks: nothing that existed before
DROP CAST (public.feet AS public.metres);
-- step 3: drop cast public.metres to text
--   locks: nothing that existed before
DROP CAST (public.metres AS text);
-- step 4: replace cast json to character varying               (cast/changed/new.sql:8)
--   locks: nothing that existed before
CREATE CAST (json AS character varying) WITH INOUT AS IMPLICIT;
-- step 5: replace cast public.feet to public.metres            (cast/changed/new.sql:6)
--   locks: nothing that existed before
CREATE CAST (public.feet AS public.metres) WITH FUNCTION public.to_metres_exactly(public.feet) AS ASSIGNMENT;
-- step 6: create comment on cast public.feet to public.metres  (cast/changed/new.sql:6)
--   locks: nothing that existed before
COMMENT ON CAST (public.feet AS public.metres) IS 'exactly';
COMMIT;
-- checkpoint

-- end of plan
