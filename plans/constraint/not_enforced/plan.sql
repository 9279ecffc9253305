-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 2 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.t                                    (constraint/not_enforced/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.t
--   scans: table app.t
--   hazard: depends-on-rows table app.t: every row satisfies constraint app.t.small
--   asks: SELECT * FROM app.t WHERE NOT ((a < 10))
--   drop constraint app.t.positive
--   drop constraint app.t.small
--   replace constraint app.t.positive
--   replace constraint app.t.small
ALTER TABLE app.t
    DROP CONSTRAINT positive,
    DROP CONSTRAINT small,
    ADD CONSTRAINT positive CHECK ((a > 0)) NOT ENFORCED,
    ADD CONSTRAINT small CHECK ((a < 10));
-- step 2: alter table app.u                                    (constraint/not_enforced/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.u
--   locks: SHARE ROW EXCLUSIVE on table app.t
--   scans: table app.u
--   hazard: depends-on-rows table app.u: every (v) is in table app.t
--   asks: SELECT f.* FROM app.u f WHERE f.v IS NOT NULL AND NOT EXISTS (SELECT 1 FROM app.t r WHERE r.id = f.v)
--   alter constraint app.u.u_t
--     not_enforced: none -> true
--   alter constraint app.u.u_v
--     not_enforced: true -> none
ALTER TABLE app.u
    ALTER CONSTRAINT u_t NOT ENFORCED,
    ALTER CONSTRAINT u_v ENFORCED;
COMMIT;
-- checkpoint

-- end of plan
