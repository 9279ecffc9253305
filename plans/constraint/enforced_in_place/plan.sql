-- pgplumb plan 1
-- server:  PostgreSQL 19
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 12 alter, 0 replace, 0 drop
-- proof:   passed, 9 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter constraint app.e.a                             (constraint/enforced_in_place/new.sql:11)
--   locks: ACCESS EXCLUSIVE on table app.e
--   scans: table app.e
--   hazard: depends-on-rows table app.e: every row satisfies constraint app.e.a
--   asks: SELECT * FROM app.e WHERE NOT ((a > 0))
--   not_enforced: true -> none
ALTER TABLE app.e ALTER CONSTRAINT a ENFORCED;
-- step 2: alter constraint app.p.a                             (constraint/enforced_in_place/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.alike
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.g
--   locks: ACCESS EXCLUSIVE on table app.p
--   scans: table app.c
--   scans: table app.g
--   not_enforced: none -> true
ALTER TABLE app.p ALTER CONSTRAINT a NOT ENFORCED;
ALTER TABLE app.c ALTER CONSTRAINT a ENFORCED;
-- step 3: alter constraint app.p.b                             (constraint/enforced_in_place/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   not_enforced: none -> true
ALTER TABLE app.p ALTER CONSTRAINT b NOT ENFORCED;
-- step 4: alter constraint app.q.a                             (constraint/enforced_in_place/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table app.d
--   locks: ACCESS EXCLUSIVE on table app.q
--   scans: table app.q
--   hazard: depends-on-rows table app.q: every row satisfies constraint app.q.a
--   asks: SELECT * FROM app.q WHERE NOT ((a > 0))
--   not_enforced: true -> none
ALTER TABLE app.q ALTER CONSTRAINT a ENFORCED;
-- step 5: create constraint app.r.a                            (constraint/enforced_in_place/new.sql:10)
--   locks: ACCESS EXCLUSIVE on table app.r
--   scans: table app.r
--   hazard: depends-on-rows table app.r: every row satisfies constraint app.r.a
--   asks: SELECT * FROM app.r WHERE NOT ((a > 0))
ALTER TABLE app.r ADD CONSTRAINT a CHECK ((a > 0));
-- step 6: alter constraint app.s.a                             (constraint/enforced_in_place/new.sql:12)
--   locks: ACCESS EXCLUSIVE on table app.f
--   locks: ACCESS EXCLUSIVE on table app.s
--   not_enforced: none -> true
ALTER TABLE app.s ALTER CONSTRAINT a NOT ENFORCED;
-- step 7: alter constraint app.whole.a                         (constraint/enforced_in_place/new.sql:14)
--   locks: ACCESS EXCLUSIVE on table app.other
--   locks: ACCESS EXCLUSIVE on table app.part
--   locks: ACCESS EXCLUSIVE on table app.whole
--   scans: table app.part
--   not_enforced: none -> true
ALTER TABLE app.whole ALTER CONSTRAINT a NOT ENFORCED;
ALTER TABLE app.part ALTER CONSTRAINT a ENFORCED;
COMMIT;
-- checkpoint

-- end of plan
