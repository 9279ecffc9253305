CREATE SCHEMA app;

CREATE TABLE app.point (x bigint, y integer, z integer);

CREATE VIEW app.line AS SELECT y AS high, x AS low FROM app.point;

CREATE TABLE app.shape (
    id bigint PRIMARY KEY,
    corner app.point,
    corners app.point[],
    edge app.line,
    edges app.line[]
);

CREATE TABLE app.drawing (id bigint PRIMARY KEY);

CREATE FUNCTION app.length(line app.line) RETURNS integer LANGUAGE sql AS 'SELECT line.high - line.low::integer';
