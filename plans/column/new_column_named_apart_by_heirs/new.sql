-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer, b integer DEFAULT 1 CONSTRAINT p_b NOT NULL);
CREATE TABLE app.c (CONSTRAINT c_b NOT NULL b) INHERITS (app.p);
CREATE TABLE app.d (CONSTRAINT d_b NOT NULL b) INHERITS (app.c);
CREATE TABLE app.e () INHERITS (app.p);
