-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 0 replace, 1 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop inheritance of app.plane from app.thing
--   locks: ACCESS EXCLUSIVE on table app.plane
ALTER TABLE app.plane NO INHERIT app.thing;
-- step 2: create inheritance of app.boat from app.thing        (table/inherits/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.boat
--   locks: SHARE UPDATE EXCLUSIVE on table app.thing
ALTER TABLE app.boat INHERIT app.thing;
COMMIT;
-- checkpoint

-- end of plan
