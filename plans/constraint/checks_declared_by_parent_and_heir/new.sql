CREATE SCHEMA app;

CREATE TABLE app.p (a integer, CONSTRAINT other CHECK (a > 2));
CREATE TABLE app.c (a integer, CONSTRAINT other CHECK (a > 2)) INHERITS (app.p);
CREATE TABLE app.d () INHERITS (app.c);
CREATE TABLE app.kept (CONSTRAINT gone CHECK (a > 0)) INHERITS (app.p);
