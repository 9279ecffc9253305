CREATE FUNCTION time_diff(time, time) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT extract(epoch FROM $1 - $2)::float8';
CREATE TYPE span AS RANGE (subtype = numeric);
CREATE TYPE words AS RANGE (subtype = text, subtype_opclass = text_pattern_ops, collation = "POSIX", multirange_type_name = many_words);
CREATE TYPE times AS RANGE (subtype = time, subtype_diff = time_diff, multirange_type_name = many_times);
CREATE TABLE shifts (id integer, hours span, often span_multirange);
