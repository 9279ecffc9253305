-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 4 create, 0 alter, 4 replace, 4 drop
-- proof:   passed, 12 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop partition app.events_1
--   locks: ACCESS EXCLUSIVE on index app.events_1_day_idx
--   locks: ACCESS EXCLUSIVE on table app.events
--   locks: ACCESS EXCLUSIVE on table app.events_1
--   locks: ACCESS EXCLUSIVE on table app.events_3
ALTER TABLE ONLY app.events DETACH PARTITION app.events_1;
-- step 2: drop index app.events_1_day_idx
--   locks: nothing more than earlier steps of this transaction
DROP INDEX app.events_1_day_idx;
-- step 3: drop partition app.events_2
--   locks: ACCESS EXCLUSIVE on index app.events_2_day_idx
--   locks: ACCESS EXCLUSIVE on table app.events_2
ALTER TABLE ONLY app.events DETACH PARTITION app.events_2;
-- step 4: drop partition app.events_3
--   locks: ACCESS EXCLUSIVE on index app.events_3_day_idx
ALTER TABLE ONLY app.events DETACH PARTITION app.events_3;
-- step 5: drop partition app.kinds_ab
--   locks: ACCESS EXCLUSIVE on table app.kinds
--   locks: ACCESS EXCLUSIVE on table app.kinds_ab
ALTER TABLE ONLY app.kinds DETACH PARTITION app.kinds_ab;
-- step 6: create index app.apart_day_idx                       (partition/bounds_and_parents/new.sql:10)
--   locks: SHARE on table app.apart
--   scans: table app.apart
CREATE INDEX apart_day_idx ON app.apart USING btree (day);
-- step 7: create partition app.apart                           (partition/bounds_and_parents/new.sql:10)
--   locks: ACCESS EXCLUSIVE on table app.apart
--   locks: SHARE UPDATE EXCLUSIVE on index app.events_day
--   locks: SHARE UPDATE EXCLUSIVE on table app.events
--   hazard: depends-on-rows table app.apart: no row that belongs into another partition of table app.events
ALTER TABLE ONLY app.events ATTACH PARTITION app.apart DEFAULT;
-- step 8: replace partition app.events_1                       (partition/bounds_and_parents/new.sql:6)
--   locks: SHARE UPDATE EXCLUSIVE on table app.archive
--   scans: table app.events_1
--   hazard: depends-on-rows table app.events_1: every row belongs FOR VALUES FROM ('2023-01-01') TO ('2024-01-01') into table app.archive
--   asks: SELECT * FROM app.events_1 WHERE NOT (day IS NOT NULL AND day >= '2023-01-01' AND day < '2024-01-01')
ALTER TABLE ONLY app.archive ATTACH PARTITION app.events_1 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
-- step 9: replace partition app.events_2                       (partition/bounds_and_parents/new.sql:7)
--   scans: table app.apart
--   scans: table app.events_2
--   hazard: depends-on-rows table app.events_2: every row belongs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') into table app.events
--   asks: SELECT * FROM app.events_2 WHERE NOT (day IS NOT NULL AND day >= '2024-01-01' AND day < '2025-01-01')
ALTER TABLE ONLY app.events ATTACH PARTITION app.events_2 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- step 10: replace partition app.kinds_ab                      (partition/bounds_and_parents/new.sql:12)
--   locks: SHARE UPDATE EXCLUSIVE on table app.kinds
--   scans: table app.kinds_ab
--   hazard: depends-on-rows table app.kinds_ab: every row belongs FOR VALUES IN ('a', 'b', NULL) into table app.kinds
--   asks: SELECT * FROM app.kinds_ab WHERE NOT (kind IS NULL OR kind IN ('a', 'b'))
ALTER TABLE ONLY app.kinds ATTACH PARTITION app.kinds_ab FOR VALUES IN ('a', 'b', NULL);
-- step 11: create table app.spread_1                           (partition/bounds_and_parents/new.sql:15)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.spread_1 (
    id integer
);
-- step 12: create partition app.spread_1                       (partition/bounds_and_parents/new.sql:15)
--   locks: SHARE UPDATE EXCLUSIVE on table app.spread
ALTER TABLE ONLY app.spread ATTACH PARTITION app.spread_1 FOR VALUES WITH (modulus 2, remainder 1);
COMMIT;
-- checkpoint

-- end of plan
