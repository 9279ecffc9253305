-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 1 alter, 1 replace, 1 drop
-- destroys: column app.users.nickname
-- info:    table app.users keeps its columns in another order than the schema files: only writing it anew could change that
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.named
--   locks: ACCESS EXCLUSIVE on view app.named
DROP VIEW app.named;
-- step 2: alter table app.users                                (column/added_and_dropped/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.users
--   destroys: column app.users.nickname
--   drop column app.users.nickname
--   create column app.users.born
--   create column app.users.email
ALTER TABLE app.users
    DROP COLUMN nickname,
    ADD COLUMN born date DEFAULT '2000-01-01'::date NOT NULL,
    ADD COLUMN email text;
-- step 3: alter default app.users.age                          (column/added_and_dropped/new.sql:3)
--   locks: nothing that existed before
--   expression: 7 -> 8
ALTER TABLE ONLY app.users ALTER COLUMN age SET DEFAULT 8;
-- step 4: create comment on column app.users.email             (column/added_and_dropped/new.sql:4)
--   locks: SHARE UPDATE EXCLUSIVE on table app.users
COMMENT ON COLUMN app.users.email IS 'where to write to';
-- step 5: replace view app.named                               (column/added_and_dropped/new.sql:5)
--   locks: nothing that existed before
CREATE VIEW app.named AS
 SELECT users.id,
    users.name
   FROM app.users
  WHERE (users.email IS NOT NULL);
COMMIT;
-- checkpoint

-- end of plan
