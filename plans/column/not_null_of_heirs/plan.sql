-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 10 alter, 0 replace, 0 drop
-- proof:   passed, 15 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.apart.a                             (column/not_null_of_heirs/new.sql:10)
--   locks: ACCESS EXCLUSIVE on table app.apart
--   locks: ACCESS EXCLUSIVE on table app.apart_heir
--   scans: table app.apart_heir
--   not_null_no_inherit: true -> none
ALTER TABLE app.apart ALTER CONSTRAINT apart_a_not_null INHERIT;
-- step 2: create table app.c3                                  (column/not_null_of_heirs/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.c3 (
    k integer
);
-- step 3: alter column app.p.a                                 (column/not_null_of_heirs/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.c1
--   locks: ACCESS EXCLUSIVE on table app.c2
--   locks: ACCESS EXCLUSIVE on table app.p
--   scans: table app.c1
--   scans: table app.c2
--   not_null_name: p_old -> p_new
ALTER TABLE app.p ALTER COLUMN a DROP NOT NULL;
ALTER TABLE app.c1 ALTER COLUMN a DROP NOT NULL;
ALTER TABLE app.c2 ADD CONSTRAINT own NOT NULL a;
ALTER TABLE app.p ADD CONSTRAINT p_new NOT NULL a;
-- step 4: create column app.c3.a                               (column/not_null_of_heirs/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.c3 ADD COLUMN a integer CONSTRAINT p_new NOT NULL;
-- step 5: alter column app.p.b                                 (column/not_null_of_heirs/new.sql:4)
--   scans: table app.c1
--   not_null: true -> none
ALTER TABLE app.p ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.c1 ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.c2 ALTER COLUMN b DROP NOT NULL;
ALTER TABLE app.c1 ALTER COLUMN b SET NOT NULL;
-- step 6: create column app.c3.b                               (column/not_null_of_heirs/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.c3 ADD COLUMN b integer;
-- step 7: create partition app.c3                              (column/not_null_of_heirs/new.sql:7)
--   locks: SHARE UPDATE EXCLUSIVE on table app.p
ALTER TABLE ONLY app.p ATTACH PARTITION app.c3 FOR VALUES IN (3);
-- step 8: alter column app.q.a                                 (column/not_null_of_heirs/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table app.heir
--   locks: ACCESS EXCLUSIVE on table app.q
--   scans: table app.q
--   hazard: depends-on-rows table app.q: no NULL in column app.q.a
--   asks: SELECT * FROM app.q WHERE a IS NULL
--   not_null: none -> true
--   not_null_name: none -> q_a
ALTER TABLE app.q ADD CONSTRAINT q_a NOT NULL a;
-- step 9: alter column app.q.b                                 (column/not_null_of_heirs/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: q_b -> q_c
ALTER TABLE app.q RENAME CONSTRAINT q_b TO q_c;
COMMIT;
-- checkpoint

-- end of plan
