-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer CONSTRAINT p_a NOT NULL, b integer CONSTRAINT p_b NOT NULL);
CREATE TABLE app.c (CONSTRAINT c_a NOT NULL a) INHERITS (app.p);
CREATE TABLE app.q (a integer);
CREATE TABLE app.d (a integer NOT NULL) INHERITS (app.q);
ALTER TABLE app.q ADD CONSTRAINT q_a NOT NULL a NOT VALID;
CREATE TABLE app.s (a integer CONSTRAINT s_a NOT NULL);
CREATE TABLE app.e (a integer NOT NULL) INHERITS (app.s);
