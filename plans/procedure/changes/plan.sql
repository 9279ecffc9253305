-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 1 replace, 1 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop procedure app.change_of_kind(integer)
--   locks: nothing that existed before
DROP PROCEDURE app.change_of_kind(integer);
-- step 2: drop procedure app.report(bigint, text)
--   locks: nothing that existed before
DROP PROCEDURE app.report(bigint, text);
-- step 3: create function app.change_of_kind(integer)          (procedure/changes/new.sql:6)
--   locks: nothing that existed before
CREATE FUNCTION app.change_of_kind(a integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT 1$$;
-- step 4: alter procedure app.raise(numeric)                   (procedure/changes/new.sql:4)
--   locks: nothing that existed before
--   security_definer: none -> true
--   config: none -> {lock_timeout=1s}
ALTER PROCEDURE app.raise(numeric) SECURITY DEFINER SET lock_timeout TO '1s';
-- step 5: replace procedure app.report(bigint, text)           (procedure/changes/new.sql:5)
--   locks: nothing that existed before
CREATE PROCEDURE app.report(INOUT n bigint, IN start text)
    LANGUAGE plpgsql
    AS $$ BEGIN SELECT count(*) INTO n FROM app.prices; END $$;
-- step 6: replace comment on procedure app.report(bigint, text)  (procedure/changes/new.sql:5)
--   locks: nothing that existed before
COMMENT ON PROCEDURE app.report(bigint, text) IS 'how many';
COMMIT;
-- checkpoint

-- end of plan
