-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 4 replace, 11 drop
-- destroys: column app.c.b
-- destroys: column app.d.b
-- destroys: column app.kept.b
-- destroys: column app.p.b
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop constraint app.p.gone
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.kept
--   locks: ACCESS EXCLUSIVE on table app.p
ALTER TABLE app.p DROP CONSTRAINT gone;
-- step 2: drop constraint app.c.gone
--   locks: ACCESS EXCLUSIVE on table app.d
ALTER TABLE app.c DROP CONSTRAINT gone;
-- step 3: drop constraint app.p.of_b
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.p DROP CONSTRAINT of_b;
-- step 4: drop constraint app.c.of_b
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.c DROP CONSTRAINT of_b;
-- step 5: drop constraint app.p.other
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.p DROP CONSTRAINT other;
-- step 6: drop constraint app.c.other
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.c DROP CONSTRAINT other;
-- step 7: drop column app.p.b
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.p.b
ALTER TABLE app.p DROP COLUMN b;
-- step 8: drop column app.c.b
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.c.b
ALTER TABLE app.c DROP COLUMN b;
-- step 9: replace constraint app.p.other                       (constraint/checks_declared_by_parent_and_heir/new.sql:3)
--   scans: table app.c
--   scans: table app.d
--   scans: table app.kept
--   scans: table app.p
--   hazard: depends-on-rows table app.p: every row satisfies constraint app.p.other
--   asks: SELECT * FROM app.p WHERE NOT ((a > 2))
ALTER TABLE app.p ADD CONSTRAINT other CHECK ((a > 2));
-- step 10: replace constraint app.c.other                      (constraint/checks_declared_by_parent_and_heir/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   hazard: depends-on-rows table app.c: every row satisfies constraint app.c.other
--   asks: SELECT * FROM app.c WHERE NOT ((a > 2))
ALTER TABLE app.c ADD CONSTRAINT other CHECK ((a > 2));
COMMIT;
-- checkpoint

-- end of plan
