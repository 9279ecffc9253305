-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter rule app.notes.keep                            (rule/changes/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table app.notes
--   enabled: none -> disabled
ALTER TABLE app.notes DISABLE RULE keep;
-- step 2: alter rule app.notes.log_insert                      (rule/changes/new.sql:6)
--   locks: ROW EXCLUSIVE on table app.note_log
--   definition: CREATE RULE log_insert AS\n    ON INSERT TO app.notes DO  INSERT INTO app.note_log (id, body)\n  VALUES (new.id, new.body) -> CREATE RULE log_insert AS\n    ON INSERT TO app.notes\n   WHERE (new.body IS NOT NULL) DO  INSERT INTO app.note_log (id, body)\n  VALUES (new.id, upper(new.body))
CREATE OR REPLACE RULE log_insert AS
    ON INSERT TO app.notes
   WHERE (new.body IS NOT NULL) DO  INSERT INTO app.note_log (id, body)
  VALUES (new.id, upper(new.body));
-- step 3: create rule app.open_notes.added                     (rule/changes/new.sql:11)
--   locks: ACCESS EXCLUSIVE on view app.open_notes
CREATE RULE added AS
    ON DELETE TO app.open_notes DO INSTEAD NOTHING;
-- step 4: alter rule app.open_notes.many                       (rule/changes/new.sql:10)
--   locks: ROW EXCLUSIVE on table app.notes
--   definition: CREATE RULE many AS\n    ON UPDATE TO app.open_notes DO INSTEAD ( UPDATE app.notes SET body = new.body\n  WHERE (notes.id = old.id);\n\n NOTIFY changed;\n) -> CREATE RULE many AS\n    ON UPDATE TO app.open_notes DO INSTEAD ( UPDATE app.notes SET body = new.body\n  WHERE (notes.id = old.id);\n DELETE FROM app.note_log\n  WHERE (note_log.id = old.id);\n)
CREATE OR REPLACE RULE many AS
    ON UPDATE TO app.open_notes DO INSTEAD ( UPDATE app.notes SET body = new.body
  WHERE (notes.id = old.id);
 DELETE FROM app.note_log
  WHERE (note_log.id = old.id);
);
COMMIT;
-- checkpoint

-- end of plan
