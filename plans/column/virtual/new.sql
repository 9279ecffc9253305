-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.t (a integer, v integer GENERATED ALWAYS AS (a + 1) STORED, s integer GENERATED ALWAYS AS (a + 1) VIRTUAL, e integer GENERATED ALWAYS AS (a + 2) VIRTUAL, g integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
CREATE TABLE app.p (a integer, b integer GENERATED ALWAYS AS (a + 2) VIRTUAL);
CREATE TABLE app.c () INHERITS (app.p);
CREATE TABLE app.c2 (b integer GENERATED ALWAYS AS (a + 6) VIRTUAL) INHERITS (app.p);
