-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 2 replace, 0 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.open_notes
--   locks: ACCESS EXCLUSIVE on view app.open_notes
DROP VIEW app.open_notes;
-- step 2: drop rule app.notes.log_insert
--   locks: ACCESS EXCLUSIVE on table app.notes
DROP RULE log_insert ON app.notes;
-- step 3: alter column app.note_log.id                         (rule/column_type_beneath/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.note_log
--   scans: table app.note_log
--   rewrites: table app.note_log
--   type: integer -> bigint
ALTER TABLE app.note_log ALTER COLUMN id TYPE bigint;
-- step 4: alter column app.notes.id                            (rule/column_type_beneath/new.sql:2)
--   locks: SHARE on table app.notes
--   scans: table app.notes
--   rewrites: table app.notes
--   type: integer -> bigint
ALTER TABLE app.notes ALTER COLUMN id TYPE bigint;
-- step 5: replace rule app.notes.log_insert                    (rule/column_type_beneath/new.sql:6)
--   locks: ROW EXCLUSIVE on table app.note_log
CREATE RULE log_insert AS
    ON INSERT TO app.notes DO  INSERT INTO app.note_log (id, body)
  VALUES (new.id, new.body);
ALTER TABLE app.notes ENABLE ALWAYS RULE log_insert;
-- step 6: replace view app.open_notes                          (rule/column_type_beneath/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.open_notes AS
 SELECT notes.id,
    notes.body
   FROM app.notes
  WHERE (notes.body <> ''::text);
COMMIT;
-- checkpoint

-- end of plan
