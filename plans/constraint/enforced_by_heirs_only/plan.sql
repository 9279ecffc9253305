-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 10 replace, 0 drop
-- proof:   passed, 11 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop constraint app.e.a
--   locks: ACCESS EXCLUSIVE on table app.e
ALTER TABLE app.e DROP CONSTRAINT a;
-- step 2: alter table app.p
--   locks: ACCESS EXCLUSIVE on table app.alike
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.p
--   drop constraint app.p.a
--   drop constraint app.p.b
ALTER TABLE app.p
    DROP CONSTRAINT a,
    DROP CONSTRAINT b;
-- step 3: drop constraint app.c.b
--   locks: ACCESS EXCLUSIVE on table app.g
ALTER TABLE app.c DROP CONSTRAINT b;
-- step 4: drop constraint app.q.a
--   locks: ACCESS EXCLUSIVE on table app.d
--   locks: ACCESS EXCLUSIVE on table app.q
ALTER TABLE app.q DROP CONSTRAINT a;
-- step 5: drop constraint app.s.a
--   locks: ACCESS EXCLUSIVE on table app.f
--   locks: ACCESS EXCLUSIVE on table app.s
ALTER TABLE app.s DROP CONSTRAINT a;
-- step 6: alter table app.p                                    (constraint/enforced_by_heirs_only/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   replace constraint app.p.a
--   replace constraint app.p.b
ALTER TABLE app.p
    ADD CONSTRAINT a CHECK ((a > 0)) NOT ENFORCED,
    ADD CONSTRAINT b CHECK ((b > 0)) NOT ENFORCED;
-- step 7: replace constraint app.c.b                           (constraint/enforced_by_heirs_only/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.c ADD CONSTRAINT b CHECK ((b > 0)) NOT ENFORCED;
-- step 8: replace constraint app.q.a                           (constraint/enforced_by_heirs_only/new.sql:8)
--   scans: table app.q
--   hazard: depends-on-rows table app.q: every row satisfies constraint app.q.a
--   asks: SELECT * FROM app.q WHERE NOT ((a > 0))
ALTER TABLE app.q ADD CONSTRAINT a CHECK ((a > 0));
-- step 9: create constraint app.r.a                            (constraint/enforced_by_heirs_only/new.sql:10)
--   locks: ACCESS EXCLUSIVE on table app.r
--   scans: table app.e
--   scans: table app.r
--   hazard: depends-on-rows table app.r: every row satisfies constraint app.r.a
--   asks: SELECT * FROM app.r WHERE NOT ((a > 0))
ALTER TABLE app.r ADD CONSTRAINT a CHECK ((a > 0));
-- step 10: replace constraint app.e.a                          (constraint/enforced_by_heirs_only/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
--   hazard: depends-on-rows table app.e: every row satisfies constraint app.e.a
--   asks: SELECT * FROM app.e WHERE NOT ((a > 0))
ALTER TABLE app.e ADD CONSTRAINT a CHECK ((a > 0));
-- step 11: replace constraint app.s.a                          (constraint/enforced_by_heirs_only/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.s ADD CONSTRAINT a CHECK ((a > 0)) NOT ENFORCED;
COMMIT;
-- checkpoint

-- end of plan
