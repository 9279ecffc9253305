CREATE SCHEMA app;

CREATE TABLE app.p (a integer);
CREATE TABLE app.c () INHERITS (app.p);
ALTER TABLE app.c ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
