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
-- step 1: alter owner of table public.users                    (privileges/survive_a_new_owner/new.sql:1)
--   locks: ACCESS EXCLUSIVE on table public.users
--   role: gallery_app -> gallery_reader
ALTER TABLE public.users OWNER TO gallery_reader;
-- step 2: alter privileges on table public.users               (privileges/survive_a_new_owner/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
--   grants: {<owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, gallery_reader=SELECT} -> {<owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, gallery_app=SELECT}
GRANT SELECT ON TABLE public.users TO gallery_app;
COMMIT;
-- checkpoint

-- end of plan
