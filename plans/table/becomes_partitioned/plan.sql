-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 2 replace, 0 drop
-- destroys: table app.events
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.days
--   locks: ACCESS EXCLUSIVE on view app.days
DROP VIEW app.days;
-- step 2: drop table app.events
--   locks: ACCESS EXCLUSIVE on index app.events_day
--   locks: ACCESS EXCLUSIVE on table app.events
--   destroys: table app.events
DROP TABLE app.events;
-- step 3: replace table app.events                             (table/becomes_partitioned/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.events (
    id integer,
    day date NOT NULL
)
PARTITION BY RANGE (day);
-- step 4: replace comment on table app.events                  (table/becomes_partitioned/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON TABLE app.events IS 'what happened';
-- step 5: create table app.events_2024                         (table/becomes_partitioned/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.events_2024 (
    id integer,
    day date NOT NULL
);
-- step 6: create partition app.events_2024                     (table/becomes_partitioned/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.events ATTACH PARTITION app.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- step 7: replace index app.events_day                         (table/becomes_partitioned/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX events_day ON ONLY app.events USING btree (day);
-- step 8: create index app.events_2024_day_idx                 (table/becomes_partitioned/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX events_2024_day_idx ON app.events_2024 USING btree (day);
-- step 9: create index attachment app.events_2024_day_idx      (table/becomes_partitioned/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.events_day ATTACH PARTITION app.events_2024_day_idx;
-- step 10: replace view app.days                               (table/becomes_partitioned/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.days AS
 SELECT DISTINCT events.day
   FROM app.events;
COMMIT;
-- checkpoint

-- end of plan
