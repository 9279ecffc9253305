CREATE SCHEMA app;
CREATE COLLATION app.german (provider = icu, locale = 'de');

CREATE TABLE app.users (id integer PRIMARY KEY, name varchar(20), age smallint, born text, note text, scores integer[], active text);
CREATE INDEX users_name ON app.users (lower(name)) WHERE age > 18;
CREATE VIEW app.adults AS SELECT id, name FROM app.users WHERE age >= 18;
