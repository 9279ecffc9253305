CREATE SCHEMA app;

CREATE TABLE app.p (a integer, b integer, CONSTRAINT gone CHECK (a > 0), CONSTRAINT other CHECK (a > 1), CONSTRAINT of_b CHECK (b > 0));
CREATE TABLE app.c (a integer, b integer, CONSTRAINT gone CHECK (a > 0), CONSTRAINT other CHECK (a > 1), CONSTRAINT of_b CHECK (b > 0)) INHERITS (app.p);
CREATE TABLE app.d () INHERITS (app.c);
CREATE TABLE app.kept (CONSTRAINT gone CHECK (a > 0)) INHERITS (app.p);
