CREATE SCHEMA app;

CREATE TABLE app.pages (id integer, title text NOT NULL, body text, total numeric, twice integer GENERATED ALWAYS AS (id + id) STORED, plain integer GENERATED ALWAYS AS (id + 1) STORED);
ALTER TABLE app.pages ALTER COLUMN title SET STORAGE MAIN;
ALTER TABLE app.pages ALTER COLUMN title SET COMPRESSION pglz;
ALTER TABLE app.pages ALTER COLUMN body SET STATISTICS 10;
ALTER TABLE app.pages ALTER COLUMN id SET (n_distinct_inherited = 5);
