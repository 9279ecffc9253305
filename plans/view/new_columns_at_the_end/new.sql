CREATE SCHEMA app;
CREATE TABLE app.users (id integer PRIMARY KEY, name text, email text, age integer);

CREATE VIEW app.adults AS SELECT id, name, email FROM app.users WHERE age >= 21;
COMMENT ON VIEW app.adults IS 'who may vote';
COMMENT ON COLUMN app.adults.name IS 'as registered';
COMMENT ON COLUMN app.adults.email IS 'where to write to';
CREATE VIEW app.adult_names AS SELECT name FROM app.adults;
