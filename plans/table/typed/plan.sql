-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.bound                                (table/typed/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.bound
--   of_type: app.point -> none
ALTER TABLE app.bound NOT OF;
-- step 2: alter table app.loose                                (table/typed/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.loose
--   of_type: none -> app.point
ALTER TABLE app.loose OF app.point;
COMMIT;
-- checkpoint

-- end of plan
