-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter replica identity app.a                         (replica_identity/changes/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.a
--   locks: SHARE on index app.a_x2
--   index: a_x -> a_x2
ALTER TABLE ONLY app.a REPLICA IDENTITY USING INDEX a_x2;
-- step 2: create replica identity app.b                        (replica_identity/changes/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table app.b
ALTER TABLE ONLY app.b REPLICA IDENTITY FULL;
-- step 3: alter replica identity app.c                         (replica_identity/changes/new.sql:9)
--   locks: ACCESS EXCLUSIVE on table app.c
--   identity: FULL -> NOTHING
ALTER TABLE ONLY app.c REPLICA IDENTITY NOTHING;
COMMIT;
-- checkpoint

-- end of plan
