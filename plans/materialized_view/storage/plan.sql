-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 0 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter materialized view app.daily                    (materialized_view/storage/new.sql:4)
--   locks: ACCESS EXCLUSIVE on materialized view app.daily
--   alter materialized view app.daily
--     options: {fillfactor=70} -> {autovacuum_enabled=false, fillfactor=80}
--     toast_options: {autovacuum_enabled=false} -> {vacuum_truncate=false}
--   alter view column app.daily.day
--     options: none -> {n_distinct=-0.5}
--   alter view column app.daily.items
--     statistics: none -> 500
--     storage: none -> external
--     compression: none -> pglz
ALTER MATERIALIZED VIEW app.daily
    SET (autovacuum_enabled='false', fillfactor='80'),
    RESET (toast.autovacuum_enabled),
    SET (toast.vacuum_truncate='false'),
    ALTER COLUMN day SET (n_distinct='-0.5'),
    ALTER COLUMN items SET STATISTICS 500,
    ALTER COLUMN items SET STORAGE external,
    ALTER COLUMN items SET COMPRESSION pglz;
-- step 2: alter view column app.monthly.items                  (materialized_view/storage/new.sql:10)
--   locks: ACCESS EXCLUSIVE on materialized view app.monthly
--   statistics: 10 -> none
--   storage: main -> none
--   options: {n_distinct=5} -> {n_distinct=6, n_distinct_inherited=7}
ALTER MATERIALIZED VIEW app.monthly
    ALTER COLUMN items SET STATISTICS -1,
    ALTER COLUMN items SET STORAGE extended,
    ALTER COLUMN items SET (n_distinct='6', n_distinct_inherited='7');
COMMIT;
-- checkpoint

-- end of plan
