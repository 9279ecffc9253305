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
-- step 1: alter privileges on table public.users               (privileges/of_what_another_granted/new.sql:1)
--   locks: nothing that existed before
--   grants: {<owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, gallery_app=SELECT*} -> {<owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, gallery_app=SELECT*, gallery_reader=SELECT/gallery_app}
SET LOCAL ROLE gallery_app;
GRANT SELECT ON TABLE public.users TO gallery_reader;
RESET ROLE;
COMMIT;
-- checkpoint

-- end of plan
