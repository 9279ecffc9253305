-- PostgreSQL changes no column's type where another table has a column of the rows' type.
CREATE SCHEMA app;

CREATE TABLE app.point (x integer, y integer);

CREATE VIEW app.line AS SELECT x AS low, y AS high FROM app.point;

CREATE TABLE app.shape (
    id bigint PRIMARY KEY,
    corner app.point,
    corners app.point[],
    edge app.line,
    edges app.line[]
);

CREATE TABLE app.drawing (id bigint PRIMARY KEY, origin app.point);

CREATE FUNCTION app.length(line app.line) RETURNS integer LANGUAGE sql AS 'SELECT line.high - line.low';
