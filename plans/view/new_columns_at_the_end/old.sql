CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, email text, age integer);

CREATE VIEW app.adults AS SELECT id, name FROM app.users WHERE age >= 18;
COMMENT ON VIEW app.adults IS 'who may vote';
COMMENT ON COLUMN app.adults.name IS 'as registered';
CREATE VIEW app.adult_names AS SELECT name FROM app.adults;
