-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 3 create, 9 alter, 0 replace, 5 drop
-- destroys: column app.columns.b
-- proof:   passed, 16 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: rename constraint app.key.n1_of_key
--   locks: ACCESS EXCLUSIVE on table app.key
--   from constraint app.key.n2
ALTER TABLE app.key RENAME CONSTRAINT n2 TO n1_of_key;
-- step 2: drop constraint app.added.n1
--   locks: ACCESS EXCLUSIVE on table app.added
ALTER TABLE app.added DROP CONSTRAINT n1;
-- step 3: drop constraint app.chosen.chosen_a_not_null
--   locks: ACCESS EXCLUSIVE on table app.chosen
ALTER TABLE app.chosen DROP CONSTRAINT chosen_a_not_null;
-- step 4: drop column app.columns.b
--   locks: ACCESS EXCLUSIVE on table app.columns
--   destroys: column app.columns.b
ALTER TABLE app.columns DROP COLUMN b;
-- step 5: drop constraint app.swapped.n2
--   locks: ACCESS EXCLUSIVE on table app.swapped
ALTER TABLE app.swapped DROP CONSTRAINT n2;
-- step 6: drop constraint app.taken.n2
--   locks: ACCESS EXCLUSIVE on table app.taken
ALTER TABLE app.taken DROP CONSTRAINT n2;
-- step 7: alter column app.added.a                             (column/not_null_takes_the_name_of_a_constraint/new.sql:7)
--   scans: table app.added
--   hazard: depends-on-rows table app.added: no NULL in column app.added.a
--   asks: SELECT * FROM app.added WHERE a IS NULL
--   not_null: none -> true
--   not_null_name: none -> n1
ALTER TABLE app.added ADD CONSTRAINT n1 NOT NULL a;
-- step 8: alter column app.chosen.a                            (column/not_null_takes_the_name_of_a_constraint/new.sql:10)
--   scans: table app.chosen
--   hazard: depends-on-rows table app.chosen: no NULL in column app.chosen.a
--   asks: SELECT * FROM app.chosen WHERE a IS NULL
--   not_null: none -> true
ALTER TABLE app.chosen ALTER COLUMN a SET NOT NULL;
-- step 9: alter column app.columns.a                           (column/not_null_takes_the_name_of_a_constraint/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n1 -> n2
ALTER TABLE app.columns RENAME CONSTRAINT n1 TO n2;
-- step 10: create column app.columns.c                         (column/not_null_takes_the_name_of_a_constraint/new.sql:8)
--   scans: table app.columns
--   hazard: depends-on-rows table app.columns: no row: column app.columns.c is required and has no default
--   asks: SELECT 1 FROM app.columns LIMIT 1
ALTER TABLE app.columns ADD COLUMN c integer CONSTRAINT n1 NOT NULL;
-- step 11: alter column app.given.a                            (column/not_null_takes_the_name_of_a_constraint/new.sql:9)
--   locks: ACCESS EXCLUSIVE on table app.given
--   not_null_name: n1 -> n2
ALTER TABLE app.given RENAME CONSTRAINT n1 TO n2;
-- step 12: alter table app.given                               (column/not_null_takes_the_name_of_a_constraint/new.sql:9)
--   locks: SHARE on table app.given
--   scans: table app.given
--   hazard: depends-on-rows table app.given: no NULL in column app.given.b
--   asks: SELECT * FROM app.given WHERE b IS NULL
--   hazard: depends-on-rows table app.given: no two rows with the same (a, b)
--   asks: SELECT a, b, pg_catalog.count(*) FROM app.given WHERE b IS NOT NULL GROUP BY a, b HAVING pg_catalog.count(*) > 1
--   alter column app.given.b
--     not_null: none -> true
--     not_null_name: none -> n1
--   create constraint app.given.given_a_b_key
ALTER TABLE app.given
    ADD CONSTRAINT n1 NOT NULL b,
    ADD CONSTRAINT given_a_b_key UNIQUE (a, b);
-- step 13: alter column app.key.b                              (column/not_null_takes_the_name_of_a_constraint/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n1 -> n2
ALTER TABLE app.key RENAME CONSTRAINT n1 TO n2;
-- step 14: alter column app.swapped.a                          (column/not_null_takes_the_name_of_a_constraint/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n1 -> n2
ALTER TABLE app.swapped RENAME CONSTRAINT n1 TO n2;
-- step 15: create constraint app.swapped.n1                    (column/not_null_takes_the_name_of_a_constraint/new.sql:5)
--   scans: table app.swapped
--   hazard: depends-on-rows table app.swapped: every row satisfies constraint app.swapped.n1
--   asks: SELECT * FROM app.swapped WHERE NOT ((b > 0))
ALTER TABLE app.swapped ADD CONSTRAINT n1 CHECK ((b > 0));
-- step 16: alter column app.taken.a                            (column/not_null_takes_the_name_of_a_constraint/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: n1 -> n2
ALTER TABLE app.taken RENAME CONSTRAINT n1 TO n2;
COMMIT;
-- checkpoint

-- end of plan
