-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 4 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create column app.p.b                                (column/new_column_named_apart_by_heirs/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.d
--   locks: ACCESS EXCLUSIVE on table app.e
--   locks: ACCESS EXCLUSIVE on table app.p
--   scans: table app.c
--   scans: table app.d
--   scans: table app.e
--   scans: table app.p
ALTER TABLE app.p ADD COLUMN b integer DEFAULT 1;
ALTER TABLE app.d ADD CONSTRAINT d_b NOT NULL b;
ALTER TABLE app.c ADD CONSTRAINT c_b NOT NULL b;
ALTER TABLE app.p ADD CONSTRAINT p_b NOT NULL b;
-- step 2: create default app.c.b                               (column/new_column_named_apart_by_heirs/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.c ALTER COLUMN b SET DEFAULT 1;
-- step 3: create default app.d.b                               (column/new_column_named_apart_by_heirs/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.d ALTER COLUMN b SET DEFAULT 1;
-- step 4: create default app.e.b                               (column/new_column_named_apart_by_heirs/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.e ALTER COLUMN b SET DEFAULT 1;
COMMIT;
-- checkpoint

-- end of plan
