CREATE SCHEMA app;

CREATE TYPE app.point AS (x integer, y integer);
CREATE TABLE app.loose (x integer, y integer);
CREATE TABLE app.bound OF app.point;
