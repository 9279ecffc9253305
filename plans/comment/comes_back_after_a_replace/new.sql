CREATE TABLE orders (id integer, total integer);
CREATE FUNCTION latest() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
COMMENT ON FUNCTION latest() IS 'the latest order';
CREATE TYPE pair AS (b integer, c integer);
COMMENT ON COLUMN pair.c IS 'comes';
