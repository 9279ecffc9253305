-- A view may be replaced by one that reads what it was before. It cannot be read, but it is there, and pg_dump writes it.
CREATE SCHEMA app;

CREATE TABLE app.users (id bigint PRIMARY KEY, name text NOT NULL);
