CREATE SCHEMA app;
CREATE COLLATION app.german (provider = icu, locale = 'de');

CREATE TABLE app.users (id bigint PRIMARY KEY, name varchar(60), age integer, born date, note text COLLATE app.german, scores bigint[], active boolean);
CREATE INDEX users_name ON app.users (lower(name)) WHERE age > 18;
CREATE VIEW app.adults AS SELECT id, name FROM app.users WHERE age >= 18;
