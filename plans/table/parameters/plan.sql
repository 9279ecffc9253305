-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 5 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.cache                                (table/parameters/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.cache
--   scans: table app.cache
--   rewrites: table app.cache
--   persistence: unlogged -> none
ALTER TABLE app.cache SET LOGGED;
-- step 2: alter table app.log                                  (table/parameters/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.log
--   scans: table app.log
--   rewrites: table app.log
--   persistence: none -> unlogged
ALTER TABLE app.log SET UNLOGGED;
-- step 3: alter table app.notes                                (table/parameters/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on table app.notes
--   options: {autovacuum_enabled=true, fillfactor=90} -> {autovacuum_vacuum_scale_factor=0.05, fillfactor=80}
--   toast_options: {autovacuum_enabled=false} -> {autovacuum_vacuum_threshold=100}
ALTER TABLE app.notes
    RESET (autovacuum_enabled),
    SET (autovacuum_vacuum_scale_factor='0.05', fillfactor='80'),
    RESET (toast.autovacuum_enabled),
    SET (toast.autovacuum_vacuum_threshold='100');
-- step 4: alter table app.open                                 (table/parameters/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table app.open
--   row_security: none -> true
--   force_row_security: none -> true
ALTER TABLE app.open
    ENABLE ROW LEVEL SECURITY,
    FORCE ROW LEVEL SECURITY;
-- step 5: alter table app.secrets                              (table/parameters/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.secrets
--   row_security: true -> none
ALTER TABLE app.secrets DISABLE ROW LEVEL SECURITY;
COMMIT;
-- checkpoint

-- end of plan
