CREATE SCHEMA old;

CREATE TYPE old.mood AS ENUM ('glad', 'sad');

CREATE TABLE old.users (
    id serial PRIMARY KEY,
    mood old.mood,
    name text
);

CREATE INDEX ON old.users (name);

CREATE VIEW old.moods AS SELECT id, mood FROM old.users;

CREATE FUNCTION old.is_glad(mood old.mood) RETURNS boolean LANGUAGE sql AS 'SELECT mood = ''glad''';

CREATE TABLE old.visits (visitor integer REFERENCES old.users);
