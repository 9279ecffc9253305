-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 7 alter, 0 replace, 0 drop
-- proof:   passed, 14 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter privileges on schema public
--   locks: nothing that existed before
--   grants: {<owner>=USAGE,CREATE, PUBLIC=USAGE, gallery_app=USAGE} -> {<owner>=USAGE,CREATE, PUBLIC=USAGE}
REVOKE USAGE ON SCHEMA public FROM gallery_app;
-- step 2: alter privileges on enum public.status               (privileges/granted_and_revoked/new.sql:12)
--   locks: nothing that existed before
--   grants: none -> {<owner>=USAGE}
REVOKE ALL ON TYPE public.status FROM PUBLIC;
-- step 3: alter privileges on sequence public.numbers          (privileges/granted_and_revoked/new.sql:10)
--   locks: nothing that existed before
--   grants: none -> {<owner>=}
REVOKE ALL ON SEQUENCE public.numbers FROM postgres;
-- step 4: alter privileges on function public.total(integer)   (privileges/granted_and_revoked/new.sql:7)
--   locks: nothing that existed before
--   grants: none -> {<owner>=EXECUTE, gallery_app=EXECUTE}
REVOKE ALL ON FUNCTION public.total(integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.total(integer) TO gallery_app;
-- step 5: alter privileges on identity public.users.id         (privileges/granted_and_revoked/new.sql:1)
--   locks: nothing that existed before
--   grants: none -> {<owner>=SELECT,UPDATE,USAGE, gallery_app=USAGE}
GRANT USAGE ON SEQUENCE public.users_id_seq TO gallery_app;
-- step 6: alter privileges on table public.users               (privileges/granted_and_revoked/new.sql:1)
--   locks: nothing that existed before
--   grants: {<owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, gallery_reader=SELECT,INSERT} -> {"gallery ""writer"""=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, <owner>=SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER, gallery_reader=INSERT*}
REVOKE SELECT ON TABLE public.users FROM gallery_reader;
GRANT ALL ON TABLE public.users TO "gallery ""writer""";
GRANT INSERT ON TABLE public.users TO gallery_reader WITH GRANT OPTION;
GRANT SELECT (email) ON TABLE public.users TO gallery_reader;
-- step 7: alter privileges on column public.users.name         (privileges/granted_and_revoked/new.sql:1)
--   locks: nothing that existed before
--   grants: {gallery_app=UPDATE} -> {PUBLIC=SELECT}
REVOKE UPDATE (name) ON TABLE public.users FROM gallery_app;
GRANT SELECT (name) ON TABLE public.users TO PUBLIC;
-- step 8: create view public.emails                            (privileges/granted_and_revoked/new.sql:14)
--   locks: nothing that existed before
CREATE VIEW public.emails AS
 SELECT users.email
   FROM public.users;
-- step 9: create privileges on view public.emails              (privileges/granted_and_revoked/new.sql:14)
--   locks: nothing that existed before
GRANT SELECT ON TABLE public.emails TO gallery_reader;
COMMIT;
-- checkpoint

-- end of plan
