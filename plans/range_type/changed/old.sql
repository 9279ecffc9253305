CREATE TYPE span AS RANGE (subtype = float8);
CREATE TYPE words AS RANGE (subtype = text, collation = "C");
CREATE TYPE times AS RANGE (subtype = time);
CREATE TABLE shifts (id integer, hours span, often span_multirange);
