CREATE SCHEMA app;
CREATE SCHEMA old;

-- pgplumb:renamed-from old.mood
CREATE TYPE app.feeling AS ENUM ('glad', 'sad');

-- pgplumb:renamed-from old.users
CREATE TABLE app.members (
    id serial PRIMARY KEY,
    mood app.feeling,
    -- pgplumb:renamed-from name
    title text,
    since date
);

CREATE INDEX ON app.members (title);

-- pgplumb:renamed-from old.moods
CREATE VIEW app.moods AS SELECT id, mood FROM app.members;

-- pgplumb:renamed-from old.is_glad
CREATE FUNCTION app.is_glad(mood app.feeling) RETURNS boolean LANGUAGE sql AS 'SELECT mood = ''glad''';

CREATE TABLE old.visits (visitor integer REFERENCES app.members);
