-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.t (a integer, v integer GENERATED ALWAYS AS (a + 1) VIRTUAL, s integer GENERATED ALWAYS AS (a + 1) STORED, e integer GENERATED ALWAYS AS (a + 1) VIRTUAL, g integer);
CREATE TABLE app.p (a integer, b integer GENERATED ALWAYS AS (a + 1) VIRTUAL);
CREATE TABLE app.c () INHERITS (app.p);
CREATE TABLE app.c2 (b integer GENERATED ALWAYS AS (a + 5) VIRTUAL) INHERITS (app.p);
