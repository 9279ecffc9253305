-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 20 alter, 0 replace, 2 drop
-- destroys: column app.dropped.b
-- proof:   passed, 25 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop column app.dropped.b
--   locks: ACCESS EXCLUSIVE on table app.dropped
--   destroys: column app.dropped.b
ALTER TABLE app.dropped DROP COLUMN b;
-- step 2: drop comment on constraint n1 of column app.two.a
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT n1 ON app.two IS NULL;
-- step 3: alter column app.chain.c                             (column/not_null_names_in_a_circle/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table app.chain
--   not_null_name: n3 -> n4
ALTER TABLE app.chain RENAME CONSTRAINT n3 TO n4;
-- step 4: alter column app.chain.b                             (column/not_null_names_in_a_circle/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n2 -> n3
ALTER TABLE app.chain RENAME CONSTRAINT n2 TO n3;
-- step 5: alter column app.chain.a                             (column/not_null_names_in_a_circle/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n1 -> n2
ALTER TABLE app.chain RENAME CONSTRAINT n1 TO n2;
-- step 6: alter column app.dropped.a                           (column/not_null_names_in_a_circle/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n1 -> n2
ALTER TABLE app.dropped RENAME CONSTRAINT n1 TO n2;
-- step 7: alter column app.dropped.c                           (column/not_null_names_in_a_circle/new.sql:12)
--   scans: table app.dropped
--   hazard: depends-on-rows table app.dropped: no NULL in column app.dropped.c
--   asks: SELECT * FROM app.dropped WHERE c IS NULL
--   not_null: none -> true
--   not_null_name: none -> n1
ALTER TABLE app.dropped ADD CONSTRAINT n1 NOT NULL c;
-- step 8: alter column app.made.a                              (column/not_null_names_in_a_circle/new.sql:13)
--   locks: ACCESS EXCLUSIVE on table app.made
--   not_null_name: n1 -> n2
ALTER TABLE app.made RENAME CONSTRAINT n2 TO n2__pgplumb_old;
ALTER TABLE app.made RENAME CONSTRAINT n1 TO n2;
-- step 9: alter column app.made.b                              (column/not_null_names_in_a_circle/new.sql:13)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n2 -> n1
--   not_null_no_inherit: none -> true
ALTER TABLE app.made ALTER CONSTRAINT n2__pgplumb_old NO INHERIT;
ALTER TABLE app.made RENAME CONSTRAINT n2__pgplumb_old TO n1;
-- step 10: alter column app.parent.a                           (column/not_null_names_in_a_circle/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table app.heir
--   locks: ACCESS EXCLUSIVE on table app.parent
--   not_null_name: n1 -> n2
ALTER TABLE app.parent RENAME CONSTRAINT n2 TO n2__pgplumb_old;
ALTER TABLE app.parent RENAME CONSTRAINT n1 TO n2;
-- step 11: alter column app.parent.b                           (column/not_null_names_in_a_circle/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n2 -> n1
ALTER TABLE app.parent RENAME CONSTRAINT n2__pgplumb_old TO n1;
-- step 12: alter column app.three.a                            (column/not_null_names_in_a_circle/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.three
--   not_null_name: n1 -> n2
ALTER TABLE app.three RENAME CONSTRAINT n2 TO n2__pgplumb_old;
ALTER TABLE app.three RENAME CONSTRAINT n1 TO n2;
-- step 13: alter column app.three.c                            (column/not_null_names_in_a_circle/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n3 -> n1
ALTER TABLE app.three RENAME CONSTRAINT n3 TO n1;
-- step 14: alter column app.three.b                            (column/not_null_names_in_a_circle/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n2 -> n3
ALTER TABLE app.three RENAME CONSTRAINT n2__pgplumb_old TO n3;
-- step 15: alter column app.two.a                              (column/not_null_names_in_a_circle/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.two
--   not_null_name: n1 -> n2
ALTER TABLE app.two RENAME CONSTRAINT n2 TO n2__pgplumb_old;
ALTER TABLE app.two RENAME CONSTRAINT n1 TO n2;
-- step 16: alter column app.two.b                              (column/not_null_names_in_a_circle/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n2 -> n1
ALTER TABLE app.two RENAME CONSTRAINT n2__pgplumb_old TO n1;
-- step 17: create comment on constraint n2 of column app.two.a  (column/not_null_names_in_a_circle/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT n2 ON app.two IS 'of a';
-- step 18: alter column app.whole.a                            (column/not_null_names_in_a_circle/new.sql:10)
--   locks: ACCESS EXCLUSIVE on table app.part
--   locks: ACCESS EXCLUSIVE on table app.whole
--   not_null_name: n1 -> n2
ALTER TABLE app.whole RENAME CONSTRAINT n2 TO n2__pgplumb_old;
ALTER TABLE app.whole RENAME CONSTRAINT n1 TO n2;
-- step 19: alter column app.whole.b                            (column/not_null_names_in_a_circle/new.sql:10)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n2 -> n1
ALTER TABLE app.whole RENAME CONSTRAINT n2__pgplumb_old TO n1;
COMMIT;
-- checkpoint

-- end of plan
