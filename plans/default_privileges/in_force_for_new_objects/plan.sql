-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 5 create, 1 alter, 0 replace, 2 drop
-- proof:   passed, 14 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop default privileges of gallery_app on sequences
--   locks: nothing that existed before
ALTER DEFAULT PRIVILEGES FOR ROLE gallery_app REVOKE USAGE ON SEQUENCES FROM gallery_reader;
-- step 2: drop default privileges of postgres on functions
--   locks: nothing that existed before
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT ALL ON FUNCTIONS TO PUBLIC;
-- step 3: create function app.total(integer)                   (default_privileges/in_force_for_new_objects/new.sql:3)
--   locks: nothing that existed before
CREATE FUNCTION app.total(integer) RETURNS integer
    LANGUAGE sql
    AS $$SELECT $1$$;
-- step 4: create privileges on function app.total(integer)     (default_privileges/in_force_for_new_objects/new.sql:3)
--   locks: nothing that existed before
GRANT ALL ON FUNCTION app.total(integer) TO PUBLIC;
GRANT ALL ON FUNCTION app.total(integer) TO gallery_app;
-- step 5: create table app.logs                                (default_privileges/in_force_for_new_objects/new.sql:6)
--   locks: nothing that existed before
CREATE TABLE app.logs (
    id integer
);
-- step 6: create privileges on table app.logs                  (default_privileges/in_force_for_new_objects/new.sql:6)
--   locks: nothing that existed before
REVOKE SELECT ON TABLE app.logs FROM gallery_reader;
GRANT SELECT, INSERT ON TABLE app.logs TO gallery_app;
-- step 7: create table app.users                               (default_privileges/in_force_for_new_objects/new.sql:2)
--   locks: nothing that existed before
CREATE TABLE app.users (
    id integer
);
-- step 8: create privileges on table app.users                 (default_privileges/in_force_for_new_objects/new.sql:2)
--   locks: nothing that existed before
REVOKE SELECT ON TABLE app.users FROM gallery_reader;
-- step 9: create default privileges of postgres on schemas
--   locks: nothing that existed before
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT USAGE ON SCHEMAS TO gallery_reader;
-- step 10: create default privileges of postgres on types
--   locks: nothing that existed before
ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON TYPES FROM PUBLIC;
-- step 11: alter default privileges of postgres on tables in schema app  (default_privileges/in_force_for_new_objects/new.sql:1)
--   locks: nothing that existed before
--   grants: {gallery_reader=SELECT} -> {gallery_app=SELECT,INSERT}
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app REVOKE SELECT ON TABLES FROM gallery_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT SELECT, INSERT ON TABLES TO gallery_app;
COMMIT;
-- checkpoint

-- end of plan
