-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 6 alter, 0 replace, 0 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter owner of schema app                            (owner/of_many_kinds/new.sql:1)
--   locks: nothing that existed before
--   role: postgres -> gallery_app
ALTER SCHEMA app OWNER TO gallery_app;
-- step 2: alter owner of enum app.status                       (owner/of_many_kinds/new.sql:9)
--   locks: nothing that existed before
--   role: postgres -> gallery_app
ALTER TYPE app.status OWNER TO gallery_app;
-- step 3: create domain app.email                              (owner/of_many_kinds/new.sql:13)
--   locks: nothing that existed before
CREATE DOMAIN app.email AS text;
-- step 4: create owner of domain app.email                     (owner/of_many_kinds/new.sql:13)
--   locks: nothing that existed before
ALTER DOMAIN app.email OWNER TO gallery_app;
-- step 5: alter owner of sequence app.numbers                  (owner/of_many_kinds/new.sql:11)
--   locks: ACCESS EXCLUSIVE on sequence app.numbers
--   role: postgres -> gallery_app
ALTER SEQUENCE app.numbers OWNER TO gallery_app;
-- step 6: alter owner of function app.total(integer)           (owner/of_many_kinds/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   role: postgres -> gallery_app
ALTER FUNCTION app.total(integer) OWNER TO gallery_app;
-- step 7: create table app.logs                                (owner/of_many_kinds/new.sql:15)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.logs (
    line text
);
-- step 8: create owner of table app.logs                       (owner/of_many_kinds/new.sql:15)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.logs OWNER TO gallery_app;
-- step 9: alter owner of table app.users                       (owner/of_many_kinds/new.sql:3)
--   locks: ACCESS EXCLUSIVE on sequence app.users_id_seq
--   locks: ACCESS EXCLUSIVE on table app.users
--   role: gallery_app -> gallery "writer"
ALTER TABLE app.users OWNER TO "gallery ""writer""";
-- step 10: alter owner of view app.emails                      (owner/of_many_kinds/new.sql:5)
--   locks: ACCESS EXCLUSIVE on view app.emails
--   role: postgres -> gallery_app
ALTER VIEW app.emails OWNER TO gallery_app;
COMMIT;
-- checkpoint

-- end of plan
