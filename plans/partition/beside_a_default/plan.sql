-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 3 create, 0 alter, 1 replace, 0 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop partition app.kinds_a
--   locks: ACCESS EXCLUSIVE on table app.kinds
--   locks: ACCESS EXCLUSIVE on table app.kinds_a
--   locks: ACCESS EXCLUSIVE on table app.kinds_other
ALTER TABLE ONLY app.kinds DETACH PARTITION app.kinds_a;
-- step 2: create table app.events_2024                         (partition/beside_a_default/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.events_2024 (
    id integer,
    day date NOT NULL
);
-- step 3: create partition app.events_2024                     (partition/beside_a_default/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.events_rest
--   locks: SHARE UPDATE EXCLUSIVE on table app.events
--   scans: table app.events_rest
--   hazard: depends-on-rows table app.events_rest: no row that belongs into table app.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')
--   asks: SELECT * FROM app.events_rest WHERE day IS NOT NULL AND day >= '2024-01-01' AND day < '2025-01-01'
ALTER TABLE ONLY app.events ATTACH PARTITION app.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- step 4: create partition app.events_old                      (partition/beside_a_default/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.events_old
--   scans: table app.events_old
--   scans: table app.events_rest
--   hazard: depends-on-rows table app.events_old: every row belongs FOR VALUES FROM (MINVALUE) TO ('2024-01-01') into table app.events
--   asks: SELECT * FROM app.events_old WHERE NOT (day IS NOT NULL AND day < '2024-01-01')
--   hazard: depends-on-rows table app.events_rest: no row that belongs into table app.events_old FOR VALUES FROM (MINVALUE) TO ('2024-01-01')
--   asks: SELECT * FROM app.events_rest WHERE day IS NOT NULL AND day < '2024-01-01'
ALTER TABLE ONLY app.events ATTACH PARTITION app.events_old FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
-- step 5: replace partition app.kinds_a                        (partition/beside_a_default/new.sql:15)
--   locks: SHARE UPDATE EXCLUSIVE on table app.kinds
--   scans: table app.kinds_a
--   scans: table app.kinds_other
--   hazard: depends-on-rows table app.kinds_a: every row belongs FOR VALUES IN ('a', 'b', NULL) into table app.kinds
--   asks: SELECT * FROM app.kinds_a WHERE NOT ("Kind" IS NULL OR "Kind" IN ('a', 'b'))
--   hazard: depends-on-rows table app.kinds_other: no row that belongs into table app.kinds_a FOR VALUES IN ('a', 'b', NULL)
--   asks: SELECT * FROM app.kinds_other WHERE "Kind" IS NULL OR "Kind" IN ('a', 'b')
ALTER TABLE ONLY app.kinds ATTACH PARTITION app.kinds_a FOR VALUES IN ('a', 'b', NULL);
-- step 6: create table app.things_small                        (partition/beside_a_default/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.things_small (
    size app.size,
    "Kind" text
);
-- step 7: create partition app.things_small                    (partition/beside_a_default/new.sql:12)
--   locks: ACCESS EXCLUSIVE on table app.things_a
--   locks: ACCESS EXCLUSIVE on table app.things_other
--   locks: ACCESS EXCLUSIVE on table app.things_rest
--   locks: SHARE UPDATE EXCLUSIVE on table app.things
--   scans: table app.things_a
--   scans: table app.things_other
--   hazard: depends-on-rows table app.things_rest: no row that belongs into table app.things_small FOR VALUES IN ('small')
--   asks: SELECT * FROM app.things_rest WHERE size IS NOT NULL AND size IN ('small')
ALTER TABLE ONLY app.things ATTACH PARTITION app.things_small FOR VALUES IN ('small');
COMMIT;
-- checkpoint

-- end of plan
