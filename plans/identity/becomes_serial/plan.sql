-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 4 create, 0 alter, 0 replace, 2 drop
-- proof:   passed, 13 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: replace identity app.posts.id
--   locks: ACCESS EXCLUSIVE on table app.posts
--   locks: ACCESS EXCLUSIVE on identity app.posts.id
LOCK TABLE ONLY app.posts IN ACCESS EXCLUSIVE MODE;
ALTER SEQUENCE app.post_numbers RENAME TO post_numbers__pgplumb_old;
-- step 2: replace identity app.users.id
--   locks: ACCESS EXCLUSIVE on table app.users
--   locks: ACCESS EXCLUSIVE on identity app.users.id
LOCK TABLE ONLY app.users IN ACCESS EXCLUSIVE MODE;
ALTER SEQUENCE app.users_id_seq RENAME TO users_id_seq__pgplumb_old;
-- step 3: create sequence app.all_posts                        (identity/becomes_serial/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   begins where identity app.posts.id stands
CREATE SEQUENCE app.all_posts;
SELECT pg_catalog.setval('app.all_posts'::pg_catalog.regclass, last_value, is_called) FROM app.post_numbers__pgplumb_old WHERE is_called OR last_value <> 100;
-- step 4: create sequence app.users_id_seq                     (identity/becomes_serial/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
--   begins where identity app.users.id stands
CREATE SEQUENCE app.users_id_seq AS integer;
SELECT pg_catalog.setval('app.users_id_seq'::pg_catalog.regclass, last_value, is_called) FROM app.users_id_seq__pgplumb_old;
-- step 5: create sequence owned by app.users_id_seq            (identity/becomes_serial/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
ALTER SEQUENCE app.users_id_seq OWNED BY app.users.id;
-- step 6: replace identity app.posts.id
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.posts ALTER COLUMN id DROP IDENTITY;
-- step 7: create default app.posts.id                          (identity/becomes_serial/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.posts ALTER COLUMN id SET DEFAULT nextval('app.all_posts'::regclass);
-- step 8: replace identity app.users.id
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.users ALTER COLUMN id DROP IDENTITY;
-- step 9: create default app.users.id                          (identity/becomes_serial/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.users ALTER COLUMN id SET DEFAULT nextval('app.users_id_seq'::regclass);
COMMIT;
-- checkpoint

-- end of plan
