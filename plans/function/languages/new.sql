CREATE SCHEMA app;
CREATE FUNCTION app.length(text) RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN length($1); END';
CREATE FUNCTION app.handler() RETURNS language_handler LANGUAGE c AS 'plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION app.steps(integer, integer) RETURNS SETOF integer LANGUAGE internal IMMUTABLE STRICT AS 'generate_series_int4';
CREATE FUNCTION app.plain(integer, integer) RETURNS SETOF integer LANGUAGE internal IMMUTABLE STRICT SUPPORT pg_catalog.generate_series_int4_support AS 'generate_series_int4';
