CREATE TYPE span AS (lo integer, hi integer);
CREATE FUNCTION ordered(r span) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN (r).lo < (r).hi; END';
CREATE DOMAIN range_of AS span CONSTRAINT good CHECK (ordered(VALUE));
CREATE TABLE uses (id integer, p range_of);
