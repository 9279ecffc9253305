-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer);
CREATE TABLE app.c () INHERITS (app.p);
CREATE TABLE app.d () INHERITS (app.c);
CREATE TABLE app.e () INHERITS (app.p);
