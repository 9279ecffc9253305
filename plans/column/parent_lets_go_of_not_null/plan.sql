-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.events.id                           (column/parent_lets_go_of_not_null/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.events
--   locks: ACCESS EXCLUSIVE on table app.events_a
--   locks: ACCESS EXCLUSIVE on table app.events_b
--   scans: table app.events_a
--   not_null: true -> none
ALTER TABLE app.events ALTER COLUMN id DROP NOT NULL;
ALTER TABLE app.events_a ALTER COLUMN id SET NOT NULL;
-- step 2: alter column app.events_b.id                         (column/parent_lets_go_of_not_null/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   not_null: true -> none
ALTER TABLE app.events_b ALTER COLUMN id DROP NOT NULL;
-- step 3: alter column app.parent.id                           (column/parent_lets_go_of_not_null/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.heir
--   locks: ACCESS EXCLUSIVE on table app.parent
--   scans: table app.heir
--   not_null: true -> none
ALTER TABLE app.parent ALTER COLUMN id DROP NOT NULL;
ALTER TABLE app.heir ALTER COLUMN id SET NOT NULL;
COMMIT;
-- checkpoint

-- end of plan
