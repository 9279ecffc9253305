-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter function app.handler()                         (function/languages/new.sql:3)
--   locks: nothing that existed before
--   library: $libdir/plpgsql -> plpgsql
CREATE OR REPLACE FUNCTION app.handler() RETURNS language_handler
    LANGUAGE c
    AS 'plpgsql', 'plpgsql_call_handler';
-- step 2: alter function app.length(text)                      (function/languages/new.sql:2)
--   locks: nothing that existed before
--   language: internal -> plpgsql
--   body: textlen -> BEGIN RETURN length($1); END
CREATE OR REPLACE FUNCTION app.length(text) RETURNS integer
    LANGUAGE plpgsql
    AS $$BEGIN RETURN length($1); END$$;
-- step 3: alter function app.plain(integer, integer)           (function/languages/new.sql:5)
--   locks: nothing that existed before
--   support: none -> generate_series_int4_support
ALTER FUNCTION app.plain(integer, integer) SUPPORT generate_series_int4_support;
-- step 4: alter function app.steps(integer, integer)           (function/languages/new.sql:4)
--   locks: nothing that existed before
--   support: generate_series_int4_support -> none
CREATE OR REPLACE FUNCTION app.steps(integer, integer) RETURNS SETOF integer
    LANGUAGE internal IMMUTABLE STRICT
    AS $$generate_series_int4$$;
COMMIT;
-- checkpoint

-- end of plan
