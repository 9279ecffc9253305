CREATE SCHEMA app;

CREATE TYPE app.point AS (x integer, y integer);
CREATE TABLE app.loose OF app.point;
CREATE TABLE app.bound (x integer, y integer);
