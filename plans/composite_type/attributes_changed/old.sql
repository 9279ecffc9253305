CREATE TYPE place AS (x integer, y integer, name text);
CREATE TYPE address AS (street text, city text);
CREATE TABLE people (id integer, home address);
