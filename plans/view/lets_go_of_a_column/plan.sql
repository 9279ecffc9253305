-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 0 replace, 1 drop
-- destroys: column app.users.nickname
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter view app.adults                                (view/lets_go_of_a_column/new.sql:3)
--   locks: ACCESS EXCLUSIVE on view app.adults
--   definition:  SELECT users.id,\n    users.name\n   FROM app.users\n  WHERE ((users.age >= 18) AND (users.nickname IS NOT NULL)) ->  SELECT users.id,\n    users.name\n   FROM app.users\n  WHERE (users.name <> ''::text)
CREATE OR REPLACE VIEW app.adults AS
 SELECT users.id,
    users.name
   FROM app.users
  WHERE (users.name <> ''::text);
-- step 2: alter table app.users                                (view/lets_go_of_a_column/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app.users
--   scans: table app.users
--   rewrites: table app.users
--   destroys: column app.users.nickname
--   drop column app.users.nickname
--   alter column app.users.age
--     type: integer -> bigint
ALTER TABLE app.users
    DROP COLUMN nickname,
    ALTER COLUMN age TYPE bigint;
COMMIT;
-- checkpoint

-- end of plan
