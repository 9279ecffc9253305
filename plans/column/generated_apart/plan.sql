-- pgplumb plan 1
-- server:  PostgreSQL 17
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 5 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter column app.p.b                                 (column/generated_apart/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.p
--   generated: (a + 1) -> (a + 2)
ALTER TABLE ONLY app.p ALTER COLUMN b SET EXPRESSION AS ((a + 2));
-- step 2: alter column app.c1.b                                (column/generated_apart/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.c1
--   scans: table app.c1
--   rewrites: table app.c1
--   generated: (a + 1) -> (a + 2)
ALTER TABLE ONLY app.c1 ALTER COLUMN b SET EXPRESSION AS ((a + 2));
-- step 3: alter column app.c2.b                                (column/generated_apart/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.c2
--   scans: table app.c2
--   rewrites: table app.c2
--   generated: (a + 5) -> (a + 6)
ALTER TABLE ONLY app.c2 ALTER COLUMN b SET EXPRESSION AS ((a + 6));
-- step 4: alter column app.q.b                                 (column/generated_apart/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table app.q
--   locks: ACCESS EXCLUSIVE on table app.q1
--   scans: table app.q
--   scans: table app.q1
--   rewrites: table app.q
--   rewrites: table app.q1
--   generated: (a + 1) -> (a + 2)
ALTER TABLE app.q ALTER COLUMN b SET EXPRESSION AS ((a + 2));
COMMIT;
-- checkpoint

-- end of plan
