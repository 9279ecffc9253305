CREATE TABLE orders (id integer, total integer);
CREATE FUNCTION latest() RETURNS integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION latest() IS 'the latest order';
CREATE TYPE pair AS (a integer, b integer);
COMMENT ON COLUMN pair.a IS 'goes';
