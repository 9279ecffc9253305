-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 9 alter, 0 replace, 0 drop
-- proof:   passed, 12 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create schema app
--   locks: nothing that existed before
--   for enum app.feeling
CREATE SCHEMA app;
-- step 2: rename enum app.feeling                              (table/moved_by_annotation/new.sql:4)
--   locks: nothing that existed before
--   from enum old.mood
ALTER TYPE old.mood SET SCHEMA app;
ALTER TYPE app.mood RENAME TO feeling;
-- step 3: rename table app.members                             (table/moved_by_annotation/new.sql:7)
--   locks: ACCESS EXCLUSIVE on sequence old.users_id_seq
--   locks: ACCESS EXCLUSIVE on table old.users
--   from table old.users
ALTER TABLE old.users SET SCHEMA app;
ALTER TABLE app.users RENAME TO members;
-- step 4: rename view app.moods                                (table/moved_by_annotation/new.sql:18)
--   locks: ACCESS EXCLUSIVE on view old.moods
--   from view old.moods
ALTER VIEW old.moods SET SCHEMA app;
-- step 5: rename column app.members.title                      (table/moved_by_annotation/new.sql:11:5)
--   locks: nothing more than earlier steps of this transaction
--   from column app.members.name
ALTER TABLE app.members RENAME COLUMN name TO title;
-- step 6: rename function app.is_glad(app.feeling)             (table/moved_by_annotation/new.sql:21)
--   locks: nothing more than earlier steps of this transaction
--   from function old.is_glad(app.feeling)
ALTER FUNCTION old.is_glad(app.feeling) SET SCHEMA app;
-- step 7: rename sequence app.members_id_seq
--   locks: ACCESS EXCLUSIVE on sequence app.users_id_seq
--   from sequence app.users_id_seq
ALTER SEQUENCE app.users_id_seq RENAME TO members_id_seq;
-- step 8: rename constraint app.members.members_pkey
--   locks: nothing more than earlier steps of this transaction
--   from constraint app.members.users_pkey
ALTER TABLE app.members RENAME CONSTRAINT users_pkey TO members_pkey;
-- step 9: rename index app.members_title_idx
--   locks: SHARE UPDATE EXCLUSIVE on index old.users_name_idx
--   from index app.users_name_idx
ALTER INDEX app.users_name_idx RENAME TO members_title_idx;
-- step 10: create column app.members.since                     (table/moved_by_annotation/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.members ADD COLUMN since date;
COMMIT;
-- checkpoint

-- end of plan
