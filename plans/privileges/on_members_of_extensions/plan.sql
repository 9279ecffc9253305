-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 1 alter, 0 replace, 1 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop privileges on TYPE public.hstore of extension hstore
--   locks: nothing that existed before
GRANT ALL ON TYPE public.hstore TO PUBLIC;
-- step 2: create extension pg_stat_statements                  (privileges/on_members_of_extensions/new.sql:5)
--   locks: nothing that existed before
CREATE EXTENSION pg_stat_statements WITH SCHEMA public;
-- step 3: create comment on extension pg_stat_statements       (privileges/on_members_of_extensions/new.sql:5)
--   locks: nothing that existed before
COMMENT ON EXTENSION pg_stat_statements IS 'track planning and execution statistics of all SQL statements executed';
-- step 4: create privileges on TABLE public.pg_stat_statements of extension pg_stat_statements  (privileges/on_members_of_extensions/new.sql:5)
--   locks: nothing that existed before
REVOKE SELECT ON TABLE public.pg_stat_statements FROM PUBLIC;
GRANT SELECT ON TABLE public.pg_stat_statements TO gallery_reader;
-- step 5: create privileges on FUNCTION public.crypt(text, text) of extension pgcrypto  (privileges/on_members_of_extensions/new.sql:1)
--   locks: nothing that existed before
GRANT ALL ON FUNCTION public.crypt(text, text) TO gallery_app WITH GRANT OPTION;
-- step 6: alter privileges on FUNCTION public.gen_salt(text) of extension pgcrypto  (privileges/on_members_of_extensions/new.sql:1)
--   locks: nothing that existed before
--   grants: {<owner>=EXECUTE, gallery_app=EXECUTE} -> {<owner>=EXECUTE}
REVOKE ALL ON FUNCTION public.gen_salt(text) FROM gallery_app;
COMMIT;
-- checkpoint

-- end of plan
