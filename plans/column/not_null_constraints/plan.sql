-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 3 create, 10 alter, 0 replace, 1 drop
-- proof:   passed, 12 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop comment on constraint old_name of column app.named.b
--   locks: nothing that existed before
COMMENT ON CONSTRAINT old_name ON app.named IS NULL;
-- step 2: alter table app.alone                                (column/not_null_constraints/new.sql:10)
--   locks: ACCESS EXCLUSIVE on table app.alone
--   alter column app.alone.a
--     not_null_no_inherit: true -> none
--   alter column app.alone.b
--     not_null_no_inherit: none -> true
ALTER TABLE app.alone
    ALTER CONSTRAINT alone_a_not_null INHERIT,
    ALTER CONSTRAINT alone_b_not_null NO INHERIT;
-- step 3: alter table app.checked                              (column/not_null_constraints/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table app.checked
--   scans: table app.checked
--   hazard: depends-on-rows table app.checked: no NULL in column app.checked.b
--   asks: SELECT * FROM app.checked WHERE b IS NULL
--   alter column app.checked.a
--     not_null: none -> true
--     not_null_name: none -> of_a
--     not_null_not_valid: none -> true
--   alter column app.checked.b
--     not_null_not_valid: true -> none
ALTER TABLE app.checked
    ADD CONSTRAINT of_a NOT NULL a NOT VALID,
    VALIDATE CONSTRAINT of_b;
-- step 4: alter column app.checked.c                           (column/not_null_constraints/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   not_null_not_valid: none -> true
ALTER TABLE app.checked ALTER COLUMN c DROP NOT NULL;
ALTER TABLE app.checked ADD NOT NULL c NOT VALID;
-- step 5: alter column app.clash.a                             (column/not_null_constraints/new.sql:11)
--   locks: ACCESS EXCLUSIVE on table app.clash
--   not_null_name: none -> clash_a_not_null1
ALTER TABLE app.clash RENAME CONSTRAINT clash_a_not_null TO clash_a_not_null1;
-- step 6: create constraint app.clash.clash_a_not_null         (column/not_null_constraints/new.sql:11)
--   scans: table app.clash
--   hazard: depends-on-rows table app.clash: every row satisfies constraint app.clash.clash_a_not_null
--   asks: SELECT * FROM app.clash WHERE NOT ((a > 0))
ALTER TABLE app.clash ADD CONSTRAINT clash_a_not_null CHECK ((a > 0));
-- step 7: alter column app.named.a                             (column/not_null_constraints/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.named
--   not_null_name: none -> its_name
ALTER TABLE app.named RENAME CONSTRAINT named_a_not_null TO its_name;
-- step 8: alter column app.named.b                             (column/not_null_constraints/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   not_null_name: old_name -> new_name
ALTER TABLE app.named RENAME CONSTRAINT old_name TO new_name;
-- step 9: alter table app.named                                (column/not_null_constraints/new.sql:4)
--   scans: table app.named
--   hazard: depends-on-rows table app.named: no NULL in column app.named.c
--   asks: SELECT * FROM app.named WHERE c IS NULL
--   alter column app.named.c
--     not_null: none -> true
--     not_null_name: none -> comes
--   alter column app.named.d
--     not_null: true -> none
--     not_null_name: goes -> none
ALTER TABLE app.named
    ADD CONSTRAINT comes NOT NULL c,
    ALTER COLUMN d DROP NOT NULL;
-- step 10: create comment on constraint new_name of column app.named.b  (column/not_null_constraints/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT new_name ON app.named IS 'why';
-- step 11: create comment on constraint comes of column app.named.c  (column/not_null_constraints/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT comes ON app.named IS 'new';
COMMIT;
-- checkpoint

-- end of plan
