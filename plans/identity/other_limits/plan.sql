-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter identity app.a.id                              (identity/other_limits/new.sql:3)
--   locks: SHARE ROW EXCLUSIVE on identity app.a.id
--   locks: ACCESS EXCLUSIVE on table app.a
--   rewrites: identity app.a.id
--   start: 1 -> 1000
--   minimum: 1 -> 1000
--   maximum: 5000 -> 9000
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.a_id_seq WHERE last_value NOT BETWEEN 1000 AND 9000) THEN
        ALTER SEQUENCE app.a_id_seq MINVALUE 1 MAXVALUE 9000 RESTART WITH 1000;
    END IF;
END
$$;
ALTER TABLE app.a ALTER COLUMN id SET MINVALUE 1000 SET MAXVALUE 9000 SET START WITH 1000;
-- step 2: alter identity app.b.id                              (identity/other_limits/new.sql:4)
--   locks: SHARE ROW EXCLUSIVE on identity app.b.id
--   locks: ACCESS EXCLUSIVE on table app.b
--   rewrites: identity app.b.id
--   start: 1 -> 500
--   minimum: 1 -> 500
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.b_id_seq WHERE last_value NOT BETWEEN 500 AND 2147483647) THEN
        ALTER SEQUENCE app.b_id_seq MINVALUE 1 MAXVALUE 2147483647 RESTART WITH 500;
    END IF;
END
$$;
ALTER TABLE app.b ALTER COLUMN id SET MINVALUE 500 SET START WITH 500;
COMMIT;
-- checkpoint

-- end of plan
