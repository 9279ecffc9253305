CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, age bigint);
CREATE VIEW app.adults AS SELECT id, name FROM app.users WHERE name <> '';
CREATE VIEW app.adult_names AS SELECT name FROM app.adults;
