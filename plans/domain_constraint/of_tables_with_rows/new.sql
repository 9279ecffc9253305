CREATE SCHEMA app;

CREATE DOMAIN app.amount AS integer CONSTRAINT positive CHECK (VALUE > 0) CONSTRAINT even CHECK (VALUE % 2 = 0);
CREATE DOMAIN app.email AS text DEFAULT 'nobody@example.org' NOT NULL;
CREATE TABLE app.orders (id integer, total app.amount, mail app.email);
CREATE TABLE app.notes (id integer, about text);
