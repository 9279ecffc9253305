-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.a                                    (table/access_method/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.a
--   scans: table app.a
--   rewrites: table app.a
--   access_method: other_heap -> none
ALTER TABLE app.a SET ACCESS METHOD heap;
-- step 2: alter table app.b                                    (table/access_method/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.b
--   scans: table app.b
--   rewrites: table app.b
--   access_method: none -> other_heap
ALTER TABLE app.b SET ACCESS METHOD other_heap;
-- step 3: alter materialized view app.c                        (table/access_method/new.sql:7)
--   locks: ACCESS EXCLUSIVE on materialized view app.c
--   scans: materialized view app.c
--   rewrites: materialized view app.c
--   access_method: none -> other_heap
ALTER MATERIALIZED VIEW app.c SET ACCESS METHOD other_heap;
-- step 4: alter materialized view app.d                        (table/access_method/new.sql:8)
--   locks: ACCESS EXCLUSIVE on materialized view app.d
--   scans: materialized view app.d
--   rewrites: materialized view app.d
--   access_method: other_heap -> none
ALTER MATERIALIZED VIEW app.d SET ACCESS METHOD heap;
COMMIT;
-- checkpoint

-- end of plan
