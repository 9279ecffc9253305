-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 20 alter, 0 replace, 0 drop
-- proof:   passed, 34 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.c.b                                 (column/not_null_handed_down_to_named_ones/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.beside
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.p
--   locks: ACCESS EXCLUSIVE on table app.g
--   scans: table app.beside
--   scans: table app.g
--   not_null_name: c_b -> c_b2
ALTER TABLE app.p ALTER CONSTRAINT p_b NO INHERIT;
ALTER TABLE app.beside ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.c ALTER CONSTRAINT c_b NO INHERIT;
ALTER TABLE app.g ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.c RENAME CONSTRAINT c_b TO c_b2;
ALTER TABLE app.c ALTER CONSTRAINT c_b2 INHERIT;
ALTER TABLE app.p ALTER CONSTRAINT p_b INHERIT;
-- step 2: alter column app.c.d                                 (column/not_null_handed_down_to_named_ones/new.sql:5)
--   scans: table app.beside
--   scans: table app.g
--   not_null_name: p_d -> c_d
ALTER TABLE app.p ALTER CONSTRAINT p_d NO INHERIT;
ALTER TABLE app.beside ALTER COLUMN d DROP NOT NULL;
ALTER TABLE app.c ALTER CONSTRAINT p_d NO INHERIT;
ALTER TABLE app.g ALTER COLUMN d DROP NOT NULL;
ALTER TABLE app.c RENAME CONSTRAINT p_d TO c_d;
ALTER TABLE app.c ALTER CONSTRAINT c_d INHERIT;
ALTER TABLE app.p ALTER CONSTRAINT p_d INHERIT;
-- step 3: alter column app.half.b                              (column/not_null_handed_down_to_named_ones/new.sql:9)
--   locks: ACCESS EXCLUSIVE on table app.half
--   locks: ACCESS EXCLUSIVE on table app.other
--   locks: ACCESS EXCLUSIVE on table app.quarter
--   locks: ACCESS EXCLUSIVE on table app.whole
--   scans: table app.other
--   scans: table app.quarter
--   not_null_name: half_b -> half_b2
ALTER TABLE app.whole ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.half ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.quarter ADD CONSTRAINT quarter_b NOT NULL b;
ALTER TABLE app.half ADD CONSTRAINT half_b2 NOT NULL b;
ALTER TABLE app.whole ADD CONSTRAINT whole_b NOT NULL b;
-- step 4: alter column app.p.a                                 (column/not_null_handed_down_to_named_ones/new.sql:4)
--   scans: table app.beside
--   scans: table app.c
--   scans: table app.g
--   scans: table app.p
--   hazard: depends-on-rows table app.p: no NULL in column app.p.a
--   asks: SELECT * FROM app.p WHERE a IS NULL
--   not_null: none -> true
--   not_null_name: none -> p_a
ALTER TABLE app.g ADD CONSTRAINT g_a NOT NULL a;
ALTER TABLE app.c ADD CONSTRAINT c_a NOT NULL a;
ALTER TABLE app.p ADD CONSTRAINT p_a NOT NULL a;
-- step 5: alter column app.p.c                                 (column/not_null_handed_down_to_named_ones/new.sql:4)
--   scans: table app.beside
--   not_null_name: p_c -> p_c2
ALTER TABLE app.p ALTER CONSTRAINT p_c NO INHERIT;
ALTER TABLE app.beside ALTER COLUMN c DROP NOT NULL;
ALTER TABLE app.c ALTER CONSTRAINT c_c NO INHERIT;
ALTER TABLE app.g RENAME CONSTRAINT g_c TO g_c2;
ALTER TABLE app.c ALTER CONSTRAINT c_c INHERIT;
ALTER TABLE app.p RENAME CONSTRAINT p_c TO p_c2;
ALTER TABLE app.p ALTER CONSTRAINT p_c2 INHERIT;
-- step 6: alter column app.p.e                                 (column/not_null_handed_down_to_named_ones/new.sql:4)
--   scans: table app.beside
--   scans: table app.c
--   scans: table app.p
--   hazard: depends-on-rows table app.p: no NULL in column app.p.e
--   asks: SELECT * FROM app.p WHERE e IS NULL
--   not_null: none -> true
ALTER TABLE app.g RENAME CONSTRAINT g_e TO g_e2;
ALTER TABLE app.p ADD CONSTRAINT p_e_not_null NOT NULL e;
-- step 7: alter column app.whole.a                             (column/not_null_handed_down_to_named_ones/new.sql:8)
--   scans: table app.other
--   scans: table app.quarter
--   hazard: depends-on-rows table app.whole: no NULL in column app.whole.a
--   asks: SELECT * FROM app.whole WHERE a IS NULL
--   not_null: none -> true
--   not_null_name: none -> whole_a
ALTER TABLE app.quarter ADD CONSTRAINT quarter_a NOT NULL a;
ALTER TABLE app.half ADD CONSTRAINT half_a NOT NULL a;
ALTER TABLE app.whole ADD CONSTRAINT whole_a NOT NULL a;
COMMIT;
-- checkpoint

-- end of plan
