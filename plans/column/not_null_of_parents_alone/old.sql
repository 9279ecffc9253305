-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer CONSTRAINT p_a NOT NULL NO INHERIT, b integer NOT NULL, c integer);
CREATE TABLE app.c (a integer CONSTRAINT c_a NOT NULL, c integer CONSTRAINT c_c NOT NULL NO INHERIT) INHERITS (app.p);
CREATE TABLE app.g (a integer CONSTRAINT g_a NOT NULL) INHERITS (app.c);
CREATE TABLE app.h () INHERITS (app.g);
