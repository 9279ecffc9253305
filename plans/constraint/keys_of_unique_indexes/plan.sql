-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 6 create, 1 alter, 1 replace, 6 drop
-- proof:   passed, 14 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop constraint app.posts.to_name
--   locks: ACCESS EXCLUSIVE on table app.posts
--   locks: ACCESS EXCLUSIVE on table app.users
ALTER TABLE app.posts DROP CONSTRAINT to_name;
-- step 2: drop comment on index app.email_once
--   locks: SHARE UPDATE EXCLUSIVE on index app.email_once
COMMENT ON INDEX app.email_once IS NULL;
-- step 3: drop index app.born_once
--   locks: ACCESS EXCLUSIVE on index app.born_once
DROP INDEX app.born_once;
-- step 4: drop index app.code_once
--   locks: ACCESS EXCLUSIVE on index app.code_once
DROP INDEX app.code_once;
-- step 5: alter column app.posts.id                            (constraint/keys_of_unique_indexes/new.sql:15)
--   scans: table app.posts
--   hazard: depends-on-rows table app.posts: no NULL in column app.posts.id
--   asks: SELECT * FROM app.posts WHERE id IS NULL
--   not_null: none -> true
ALTER TABLE app.posts ALTER COLUMN id SET NOT NULL;
-- step 6: create constraint app.posts.posts_key                (constraint/keys_of_unique_indexes/new.sql:18)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.posts ADD CONSTRAINT posts_key PRIMARY KEY USING INDEX posts_key;
-- step 7: alter table app.users                                (constraint/keys_of_unique_indexes/new.sql:3)
--   locks: SHARE ROW EXCLUSIVE on table app.users
--   scans: table app.users
--   hazard: depends-on-rows table app.users: no two rows with the same (born)
--   asks: SELECT born, pg_catalog.count(*) FROM app.users WHERE born IS NOT NULL GROUP BY born HAVING pg_catalog.count(*) > 1
--   hazard: depends-on-rows table app.users: no two rows with the same (code)
--   asks: SELECT code, pg_catalog.count(*) FROM app.users WHERE code IS NOT NULL GROUP BY code HAVING pg_catalog.count(*) > 1
--   create constraint app.users.born_once
--   create constraint app.users.code_once
ALTER TABLE app.users
    ADD CONSTRAINT born_once UNIQUE (born) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT code_once UNIQUE (code);
-- step 8: create constraint app.users.email_once               (constraint/keys_of_unique_indexes/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on table app.users
ALTER TABLE app.users ADD CONSTRAINT email_once UNIQUE USING INDEX email_once;
ALTER TABLE app.users SET WITHOUT CLUSTER;
-- step 9: create constraint app.users.name_once                (constraint/keys_of_unique_indexes/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.users ADD CONSTRAINT name_once UNIQUE USING INDEX name_once;
-- step 10: replace constraint app.posts.to_name                (constraint/keys_of_unique_indexes/new.sql:15)
--   locks: SHARE ROW EXCLUSIVE on table app.posts
--   locks: ROW SHARE on table app.users
--   scans: table app.posts
--   hazard: depends-on-rows table app.posts: every (also) is in table app.users
--   asks: SELECT f.* FROM app.posts f WHERE f.also IS NOT NULL AND NOT EXISTS (SELECT 1 FROM app.users r WHERE r.name = f.also)
ALTER TABLE app.posts ADD CONSTRAINT to_name FOREIGN KEY (also) REFERENCES app.users(name) ON DELETE CASCADE;
-- step 11: create constraint app.users.users_key               (constraint/keys_of_unique_indexes/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.users ADD CONSTRAINT users_key PRIMARY KEY USING INDEX users_key;
-- step 12: create comment on index of constraint app.users.name_once  (constraint/keys_of_unique_indexes/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on index app.name_once
COMMENT ON INDEX app.name_once IS 'said after';
-- step 13: create comment on constraint app.users.users_key    (constraint/keys_of_unique_indexes/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT users_key ON app.users IS 'as it is';
COMMIT;
-- checkpoint

-- end of plan
