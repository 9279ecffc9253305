-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 4 alter, 0 replace, 2 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop partition trigger app.events_2024.noted
--   locks: SHARE ROW EXCLUSIVE on table app.events_2024
--   locks: SHARE ROW EXCLUSIVE on table app.events_2024_a
--   locks: SHARE ROW EXCLUSIVE on table app.events_2024_b
ALTER TABLE app.events_2024 ENABLE TRIGGER noted;
-- step 2: alter trigger app.events.other                       (partition_trigger/states/new.sql:12)
--   locks: SHARE ROW EXCLUSIVE on table app.events
--   locks: SHARE ROW EXCLUSIVE on table app.events_2023
--   definition: CREATE TRIGGER other AFTER INSERT ON app.events FOR EACH ROW EXECUTE FUNCTION app.noted() -> CREATE TRIGGER other AFTER INSERT ON app.events FOR EACH ROW WHEN ((new.id > 0)) EXECUTE FUNCTION app.noted()
CREATE OR REPLACE TRIGGER other AFTER INSERT ON app.events FOR EACH ROW WHEN ((new.id > 0)) EXECUTE FUNCTION app.noted();
ALTER TABLE app.events_2023 DISABLE TRIGGER other;
-- step 3: alter trigger app.events.third                       (partition_trigger/states/new.sql:14)
--   locks: nothing more than earlier steps of this transaction
--   enabled: none -> disabled
ALTER TABLE app.events DISABLE TRIGGER third;
-- step 4: alter partition trigger app.events_2023.noted        (partition_trigger/states/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   enabled: disabled -> always
ALTER TABLE app.events_2023 ENABLE ALWAYS TRIGGER noted;
-- step 5: alter table app.events_2024_a                        (partition_trigger/states/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   create partition trigger app.events_2024_a.noted
--   alter partition trigger app.events_2024_a.third
--     enabled: disabled -> none
ALTER TABLE app.events_2024_a
    DISABLE TRIGGER noted,
    ENABLE TRIGGER third;
COMMIT;
-- checkpoint

-- end of plan
