CREATE SCHEMA app;

CREATE TABLE app.pages (id integer NOT NULL, title text, body text, total numeric GENERATED ALWAYS AS (1 + 1) STORED, twice integer GENERATED ALWAYS AS (id * 2) STORED, plain integer);
ALTER TABLE app.pages ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE app.pages ALTER COLUMN body SET COMPRESSION pglz;
ALTER TABLE app.pages ALTER COLUMN title SET STATISTICS 500;
ALTER TABLE app.pages ALTER COLUMN id SET (n_distinct = -0.5);
