-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 3 replace, 0 drop
-- proof:   passed, 8 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop statistics public.s_columns
--   locks: SHARE UPDATE EXCLUSIVE on table public.a
DROP STATISTICS public.s_columns;
-- step 2: drop statistics public.s_kinds
--   locks: nothing more than earlier steps of this transaction
DROP STATISTICS public.s_kinds;
-- step 3: drop statistics public.s_table
--   locks: nothing more than earlier steps of this transaction
DROP STATISTICS public.s_table;
-- step 4: replace statistics public.s_columns                  (statistics/changed/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE STATISTICS public.s_columns ON x, (y + z) FROM public.a;
-- step 5: create statistics public.s_expression                (statistics/changed/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
CREATE STATISTICS public.s_expression ON (x % 10) FROM public.a;
-- step 6: replace statistics public.s_kinds                    (statistics/changed/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE STATISTICS public.s_kinds (dependencies, mcv) ON x, y FROM public.a;
-- step 7: alter statistics public.s_target                     (statistics/changed/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   target: none -> 500
ALTER STATISTICS public.s_target SET STATISTICS 500;
-- step 8: replace statistics public.s_table                    (statistics/changed/new.sql:5)
--   locks: SHARE UPDATE EXCLUSIVE on table public.b
CREATE STATISTICS public.s_table ON x, y FROM public.b;
COMMIT;
-- checkpoint

-- end of plan
