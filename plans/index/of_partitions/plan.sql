-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 1 alter, 5 replace, 0 drop
-- proof:   passed, 18 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: replace index app.by_day
--   locks: SHARE UPDATE EXCLUSIVE on index app.by_day
ALTER INDEX app.by_day RENAME TO by_day__pgplumb_old;
-- step 2: replace index app.by_id
--   locks: SHARE UPDATE EXCLUSIVE on index app.by_id
ALTER INDEX app.by_id RENAME TO by_id__pgplumb_old;
-- step 3: replace index app.events_1_day_idx
--   locks: SHARE UPDATE EXCLUSIVE on index app.events_1_day_idx
ALTER INDEX app.events_1_day_idx RENAME TO events_1_day_idx__pgplumb_old;
-- step 4: replace index app.events_1_id
--   locks: SHARE UPDATE EXCLUSIVE on index app.events_1_id
ALTER INDEX app.events_1_id RENAME TO events_1_id__pgplumb_old;
-- step 5: replace index app.events_2_day_idx
--   locks: SHARE UPDATE EXCLUSIVE on index app.events_2_day_idx
ALTER INDEX app.events_2_day_idx RENAME TO events_2_day_idx__pgplumb_old;
-- step 6: replace index app.by_day                             (index/of_partitions/new.sql:6)
--   locks: SHARE on table app.events
CREATE INDEX by_day ON ONLY app.events USING btree (day DESC);
-- step 7: replace index app.by_id                              (index/of_partitions/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX by_id ON ONLY app.events USING btree (id);
-- step 8: replace index app.events_1_day_idx                   (index/of_partitions/new.sql:4)
--   locks: SHARE on table app.events_1
--   scans: table app.events_1
CREATE INDEX events_1_day_idx ON app.events_1 USING btree (day DESC);
-- step 9: replace index app.events_1_id                        (index/of_partitions/new.sql:14)
--   scans: table app.events_1
CREATE INDEX events_1_id ON app.events_1 USING btree (id);
-- step 10: create index attachment app.events_1_kind           (index/of_partitions/new.sql:8)
--   locks: ACCESS EXCLUSIVE on index app.events_1_kind
--   locks: SHARE UPDATE EXCLUSIVE on index app.by_kind
ALTER INDEX app.by_kind ATTACH PARTITION app.events_1_kind;
-- step 11: replace index app.events_2_day_idx                  (index/of_partitions/new.sql:5)
--   locks: SHARE on table app.events_2
--   scans: table app.events_2
CREATE INDEX events_2_day_idx ON app.events_2 USING btree (day DESC);
-- step 12: create index app.events_2_kind                      (index/of_partitions/new.sql:9)
--   scans: table app.events_2
CREATE INDEX events_2_kind ON app.events_2 USING btree (kind);
-- step 13: create index attachment app.events_2_kind           (index/of_partitions/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.by_kind ATTACH PARTITION app.events_2_kind;
-- step 14: replace index app.by_day                            (index/of_partitions/new.sql:6)
--   locks: ACCESS EXCLUSIVE on index app.by_day
--   locks: ACCESS EXCLUSIVE on index app.events_1_day_idx
--   locks: ACCESS EXCLUSIVE on index app.events_2_day_idx
--   locks: ACCESS EXCLUSIVE on table app.events
--   locks: ACCESS EXCLUSIVE on table app.events_1
--   locks: ACCESS EXCLUSIVE on table app.events_2
DROP INDEX app.by_day__pgplumb_old;
-- step 15: replace index attachment app.events_1_day_idx       (index/of_partitions/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.by_day ATTACH PARTITION app.events_1_day_idx;
-- step 16: replace index attachment app.events_2_day_idx       (index/of_partitions/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.by_day ATTACH PARTITION app.events_2_day_idx;
-- step 17: replace index app.by_id                             (index/of_partitions/new.sql:12)
--   locks: ACCESS EXCLUSIVE on index app.by_id
--   locks: ACCESS EXCLUSIVE on index app.events_1_id
DROP INDEX app.by_id__pgplumb_old;
-- step 18: replace index attachment app.events_1_id            (index/of_partitions/new.sql:14)
--   locks: SHARE UPDATE EXCLUSIVE on index app.second_by_id
ALTER INDEX app.second_by_id ATTACH PARTITION app.events_1_id;
COMMIT;
-- checkpoint

-- end of plan
