-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 1 alter, 7 replace, 2 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.posters
--   locks: ACCESS EXCLUSIVE on view app.posters
DROP VIEW app.posters;
-- step 2: alter table app.posts
--   locks: ACCESS EXCLUSIVE on table app.posts
--   locks: ACCESS EXCLUSIVE on table app.users
--   drop constraint app.posts.by_name
--   drop constraint app.posts.by_user
ALTER TABLE app.posts
    DROP CONSTRAINT by_name,
    DROP CONSTRAINT by_user;
-- step 3: drop replica identity app.users
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.users REPLICA IDENTITY DEFAULT;
-- step 4: drop index app.code_once
--   locks: ACCESS EXCLUSIVE on index app.code_once
DROP INDEX app.code_once;
-- step 5: alter table app.users                                (constraint/key_swapped/new.sql:3)
--   locks: SHARE ROW EXCLUSIVE on table app.users
--   scans: table app.users
--   hazard: depends-on-rows table app.users: no two rows with the same (code)
--   asks: SELECT code, pg_catalog.count(*) FROM app.users WHERE code IS NOT NULL GROUP BY code HAVING pg_catalog.count(*) > 1
--   hazard: depends-on-rows table app.users: no two rows with the same (place, id)
--   asks: SELECT place, id, pg_catalog.count(*) FROM app.users WHERE place IS NOT NULL GROUP BY place, id HAVING pg_catalog.count(*) > 1
--   hazard: depends-on-rows table app.users: no two rows with the same (id)
--   asks: SELECT id, pg_catalog.count(*) FROM app.users GROUP BY id HAVING pg_catalog.count(*) > 1
--   drop constraint app.users.email_once
--   drop constraint app.users.name_once
--   drop constraint app.users.place_once
--   drop constraint app.users.users_key
--   alter table app.users
--     options: none -> {fillfactor=80}
--   create column app.users.tenant
--   create constraint app.users.code_once
--   replace constraint app.users.email_once
--   replace constraint app.users.name_once
--   replace constraint app.users.place_once
--   replace constraint app.users.users_key
ALTER TABLE app.users
    DROP CONSTRAINT email_once,
    DROP CONSTRAINT name_once,
    DROP CONSTRAINT place_once,
    DROP CONSTRAINT users_key,
    SET (fillfactor='80'),
    ADD COLUMN tenant integer,
    ADD CONSTRAINT code_once UNIQUE (code),
    ADD CONSTRAINT email_once UNIQUE (email, tenant),
    ADD CONSTRAINT name_once UNIQUE (name) DEFERRABLE,
    ADD CONSTRAINT place_once UNIQUE (place, id),
    ADD CONSTRAINT users_key PRIMARY KEY (id) INCLUDE (email),
    CLUSTER ON users_key;
-- step 6: replace constraint app.posts.by_user                 (constraint/key_swapped/new.sql:15)
--   locks: SHARE ROW EXCLUSIVE on table app.posts
--   locks: ROW SHARE on table app.users
--   scans: table app.posts
ALTER TABLE app.posts ADD CONSTRAINT by_user FOREIGN KEY (author) REFERENCES app.users(id);
-- step 7: replace replica identity app.users                   (constraint/key_swapped/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.users REPLICA IDENTITY USING INDEX users_key;
-- step 8: replace comment on constraint app.users.users_key    (constraint/key_swapped/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT users_key ON app.users IS 'said of the key';
-- step 9: replace comment on index of constraint app.users.users_key  (constraint/key_swapped/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON INDEX app.users_key IS 'said of its index';
-- step 10: replace view app.posters                            (constraint/key_swapped/new.sql:19)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.posters AS
 SELECT u.id,
    u.name
   FROM (app.users u
     JOIN app.posts p ON ((p.author = u.id)))
  GROUP BY u.id;
COMMIT;
-- checkpoint

-- end of plan
