-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 0 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter view app.adults                                (view/new_columns_at_the_end/new.sql:4)
--   locks: ACCESS EXCLUSIVE on view app.adults
--   definition:  SELECT users.id,\n    users.name\n   FROM app.users\n  WHERE (users.age >= 18) ->  SELECT users.id,\n    users.name,\n    users.email\n   FROM app.users\n  WHERE (users.age >= 21)
--   columns: {id integer, name text} -> {id integer, name text, email text}
CREATE OR REPLACE VIEW app.adults AS
 SELECT users.id,
    users.name,
    users.email
   FROM app.users
  WHERE (users.age >= 21);
-- step 2: create comment on view column app.adults.email       (view/new_columns_at_the_end/new.sql:7)
--   locks: SHARE UPDATE EXCLUSIVE on view app.adults
COMMENT ON COLUMN app.adults.email IS 'where to write to';
COMMIT;
-- checkpoint

-- end of plan
