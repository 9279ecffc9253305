-- Sections that a person wrote, before and after what pgplumb makes.
CREATE SCHEMA app;
CREATE TABLE app.parts (id integer PRIMARY KEY);
CREATE VIEW app.all_parts AS SELECT id FROM app.parts;
-- pgplumb:manual "get <b>ready</b>" phase=before
SELECT 1;
-- pgplumb:end manual
-- pgplumb:manual "find" phase=after
CREATE INDEX parts_found ON app.parts ((id + 1)); -- <i>by hand</i>
-- pgplumb:end manual
