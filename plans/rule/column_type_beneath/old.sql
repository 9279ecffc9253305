CREATE SCHEMA app;
CREATE TABLE app.notes (id integer PRIMARY KEY, body text);
CREATE TABLE app.note_log (id integer, body text, at timestamptz DEFAULT now());
CREATE VIEW app.open_notes AS SELECT id, body FROM app.notes WHERE body <> '';

CREATE RULE log_insert AS ON INSERT TO app.notes DO ALSO INSERT INTO app.note_log (id, body) VALUES (new.id, new.body);
ALTER TABLE app.notes ENABLE ALWAYS RULE log_insert;
