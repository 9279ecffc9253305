-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 6 alter, 0 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.of_columns.id                       (table/some_of_several_parameters/new.sql:9)
--   locks: SHARE UPDATE EXCLUSIVE on table app.of_columns
--   options: {n_distinct=5, n_distinct_inherited=6} -> {n_distinct=5, n_distinct_inherited=7}
ALTER TABLE ONLY app.of_columns ALTER COLUMN id SET (n_distinct_inherited='7');
-- step 2: alter table app.one_changes                          (table/some_of_several_parameters/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on table app.one_changes
--   options: {autovacuum_enabled=false, fillfactor=70} -> {autovacuum_enabled=false, fillfactor=80}
ALTER TABLE app.one_changes SET (fillfactor='80');
-- step 3: alter table app.one_comes_before                     (table/some_of_several_parameters/new.sql:5)
--   locks: SHARE UPDATE EXCLUSIVE on table app.one_comes_before
--   options: {fillfactor=70} -> {autovacuum_enabled=false, fillfactor=70}
ALTER TABLE app.one_comes_before SET (autovacuum_enabled='false');
-- step 4: alter table app.one_goes                             (table/some_of_several_parameters/new.sql:4)
--   locks: SHARE UPDATE EXCLUSIVE on table app.one_goes
--   options: {autovacuum_enabled=false, fillfactor=70} -> {fillfactor=70}
ALTER TABLE app.one_goes RESET (autovacuum_enabled);
-- step 5: alter table app.toast                                (table/some_of_several_parameters/new.sql:7)
--   locks: SHARE UPDATE EXCLUSIVE on table app.toast
--   toast_options: {autovacuum_enabled=false, vacuum_truncate=false} -> {autovacuum_enabled=true, vacuum_truncate=false}
ALTER TABLE app.toast SET (toast.autovacuum_enabled='true');
-- step 6: alter table app.two_of_three                         (table/some_of_several_parameters/new.sql:6)
--   locks: SHARE UPDATE EXCLUSIVE on table app.two_of_three
--   options: {autovacuum_analyze_scale_factor=0.2, autovacuum_vacuum_scale_factor=0.1, fillfactor=70} -> {autovacuum_analyze_scale_factor=0.3, autovacuum_vacuum_scale_factor=0.4, fillfactor=70}
ALTER TABLE app.two_of_three SET (autovacuum_analyze_scale_factor='0.3', autovacuum_vacuum_scale_factor='0.4');
COMMIT;
-- checkpoint

-- end of plan
