CREATE TYPE feet AS (n integer);
CREATE TYPE metres AS (n integer);
CREATE FUNCTION to_metres(feet) RETURNS metres LANGUAGE sql IMMUTABLE AS 'SELECT ROW(($1).n / 3)::metres';
CREATE FUNCTION to_metres_exactly(feet) RETURNS metres LANGUAGE sql IMMUTABLE AS 'SELECT ROW(($1).n * 3 / 10)::metres';

CREATE CAST (feet AS metres) WITH FUNCTION to_metres_exactly(feet) AS ASSIGNMENT;
COMMENT ON CAST (feet AS metres) IS 'exactly';
CREATE CAST (json AS character varying) WITH INOUT AS IMPLICIT;
