CREATE SCHEMA app;

CREATE TABLE app.users (id bigint PRIMARY KEY, name text NOT NULL);

CREATE VIEW app.loop AS SELECT id, name AS "the Name", name COLLATE "C" AS sorted FROM app.users;
CREATE OR REPLACE VIEW app.loop AS SELECT id, "the Name", sorted FROM app.loop;
