CREATE SCHEMA app;

CREATE TABLE app.p (a integer, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE app.c (CONSTRAINT positive CHECK (a > 0)) INHERITS (app.p);
