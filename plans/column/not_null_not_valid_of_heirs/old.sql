-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer, b integer);
CREATE TABLE app.c () INHERITS (app.p);
ALTER TABLE app.c ADD CONSTRAINT c_a NOT NULL a NOT VALID;
CREATE TABLE app.q (a integer);
CREATE TABLE app.d (a integer NOT NULL) INHERITS (app.q);
CREATE TABLE app.s (a integer);
CREATE TABLE app.e (a integer NOT NULL) INHERITS (app.s);
ALTER TABLE app.s ADD CONSTRAINT s_a NOT NULL a NOT VALID;
