-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 0 replace, 1 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop partition app.events_2024
--   locks: ACCESS EXCLUSIVE on table app.events
--   locks: ACCESS EXCLUSIVE on table app.events_2024
ALTER TABLE ONLY app.events DETACH PARTITION app.events_2024;
-- step 2: create partition app.events_2026                     (partition/comes_and_goes/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.events_2026
--   locks: SHARE UPDATE EXCLUSIVE on table app.events
--   scans: table app.events_2026
--   hazard: depends-on-rows table app.events_2026: every row belongs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') into table app.events
--   asks: SELECT * FROM app.events_2026 WHERE NOT (at IS NOT NULL AND at >= '2026-01-01' AND at < '2027-01-01')
ALTER TABLE ONLY app.events ATTACH PARTITION app.events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
COMMIT;
-- checkpoint

-- end of plan
