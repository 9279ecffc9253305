CREATE TYPE place AS (x bigint, name text COLLATE "C", z integer);
CREATE TYPE address AS (street text, city text, country text);
CREATE TABLE people (id integer, home address);
