-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer CONSTRAINT p_a NOT NULL, b integer NOT NULL NO INHERIT, c integer NOT NULL);
CREATE TABLE app.c (a integer CONSTRAINT c_a2 NOT NULL, c integer CONSTRAINT c_c NOT NULL) INHERITS (app.p);
CREATE TABLE app.g (a integer CONSTRAINT g_a NOT NULL) INHERITS (app.c);
CREATE TABLE app.h (CONSTRAINT h_c NOT NULL c) INHERITS (app.g);
