-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 3 alter, 3 replace, 3 drop
-- destroys: table public.gone
-- proof:   passed, 15 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop publication schema audits.audit
--   locks: nothing that existed before
ALTER PUBLICATION audits DROP TABLES IN SCHEMA audit;
-- step 2: drop publication everything
--   locks: nothing that existed before
DROP PUBLICATION everything;
-- step 3: drop publication table feed.public.gone
--   locks: SHARE UPDATE EXCLUSIVE on table public.gone
ALTER PUBLICATION feed DROP TABLE ONLY public.gone;
-- step 4: drop publication table feed.public.orders
--   locks: SHARE UPDATE EXCLUSIVE on table public.orders
ALTER PUBLICATION feed DROP TABLE ONLY public.orders;
-- step 5: drop publication table feed.public.users
--   locks: SHARE UPDATE EXCLUSIVE on table public.users
ALTER PUBLICATION feed DROP TABLE ONLY public.users;
-- step 6: drop table public.gone
--   locks: ACCESS EXCLUSIVE on table public.gone
--   destroys: table public.gone
DROP TABLE public.gone;
-- step 7: alter column public.orders.id                        (publication/changed/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table public.orders
--   scans: table public.orders
--   rewrites: table public.orders
--   type: integer -> bigint
ALTER TABLE public.orders ALTER COLUMN id TYPE bigint;
-- step 8: alter column public.users.age                        (publication/changed/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.users
--   scans: table public.users
--   rewrites: table public.users
--   type: integer -> bigint
ALTER TABLE public.users ALTER COLUMN age TYPE bigint;
-- step 9: create publication schema audits.public              (publication/changed/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
ALTER PUBLICATION audits ADD TABLES IN SCHEMA public;
-- step 10: replace publication everything                      (publication/changed/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE PUBLICATION everything WITH (publish = 'truncate');
-- step 11: create publication table everything.public.users    (publication/changed/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
ALTER PUBLICATION everything ADD TABLE ONLY public.users;
-- step 12: alter publication feed                              (publication/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   publish: {insert, update} -> {insert, delete}
--   via_partition_root: none -> true
ALTER PUBLICATION feed SET (publish = 'insert, delete');
ALTER PUBLICATION feed SET (publish_via_partition_root = true);
-- step 13: replace publication table feed.public.orders        (publication/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER PUBLICATION feed ADD TABLE ONLY public.orders WHERE ((id > 10));
-- step 14: replace publication table feed.public.users         (publication/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER PUBLICATION feed ADD TABLE ONLY public.users (age, id);
COMMIT;
-- checkpoint

-- end of plan
