CREATE SCHEMA app;
CREATE TABLE app.notes (id integer PRIMARY KEY, body text);
CREATE TABLE app.note_log (id integer, body text, at timestamptz DEFAULT now());
CREATE VIEW app.open_notes AS SELECT id, body FROM app.notes WHERE body <> '';

CREATE RULE log_insert AS ON INSERT TO app.notes DO ALSO INSERT INTO app.note_log (id, body) VALUES (new.id, new.body);
COMMENT ON RULE log_insert ON app.notes IS 'what was written';
CREATE RULE keep AS ON DELETE TO app.notes DO INSTEAD NOTHING;
CREATE RULE many AS ON UPDATE TO app.open_notes DO INSTEAD (UPDATE app.notes SET body = new.body WHERE id = old.id; NOTIFY changed);
