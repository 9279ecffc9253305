CREATE SCHEMA app;

CREATE TABLE app.users (id integer PRIMARY KEY, name text, nickname text, age integer DEFAULT 7);
COMMENT ON COLUMN app.users.nickname IS 'for friends';
CREATE VIEW app.named AS SELECT id, name FROM app.users WHERE nickname IS NOT NULL;
