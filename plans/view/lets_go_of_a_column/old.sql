CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, age integer, nickname text);
CREATE VIEW app.adults AS SELECT id, name FROM app.users WHERE age >= 18 AND nickname IS NOT NULL;
CREATE VIEW app.adult_names AS SELECT name FROM app.adults;
