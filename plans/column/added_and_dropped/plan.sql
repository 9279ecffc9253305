-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 2 alter, 0 replace, 1 drop
-- destroys: column app.users.nickname
-- info:    table app.users keeps its columns in another order than the schema files: only writing it anew could change that
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.users                                (column/added_and_dropped/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.users
--   create column app.users.born
--   create column app.users.email
ALTER TABLE app.users
    ADD COLUMN born date DEFAULT '2000-01-01'::date NOT NULL,
    ADD COLUMN email text;
-- step 2: alter default app.users.age                          (column/added_and_dropped/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
--   expression: 7 -> 8
ALTER TABLE ONLY app.users ALTER COLUMN age SET DEFAULT 8;
-- step 3: create comment on column app.users.email             (column/added_and_dropped/new.sql:4)
--   locks: SHARE UPDATE EXCLUSIVE on table app.users
COMMENT ON COLUMN app.users.email IS 'where to write to';
-- step 4: alter view app.named                                 (column/added_and_dropped/new.sql:5)
--   locks: ACCESS EXCLUSIVE on view app.named
--   definition:  SELECT users.id,\n    users.name\n   FROM app.users\n  WHERE (users.nickname IS NOT NULL) ->  SELECT users.id,\n    users.name\n   FROM app.users\n  WHERE (users.email IS NOT NULL)
CREATE OR REPLACE VIEW app.named AS
 SELECT users.id,
    users.name
   FROM app.users
  WHERE (users.email IS NOT NULL);
-- step 5: drop column app.users.nickname
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.users.nickname
ALTER TABLE app.users DROP COLUMN nickname;
COMMIT;
-- checkpoint

-- end of plan
