CREATE FUNCTION out_of(internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/hstore', 'hstore_hash';
CREATE FUNCTION into_it(internal) RETURNS text LANGUAGE c IMMUTABLE STRICT AS '$libdir/hstore', 'hstore_hash';
CREATE FUNCTION out_of_too(internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/hstore', 'hstore_hash';
CREATE TRANSFORM FOR text LANGUAGE plpgsql (FROM SQL WITH FUNCTION out_of_too(internal), TO SQL WITH FUNCTION into_it(internal));
CREATE TRANSFORM FOR text LANGUAGE sql (TO SQL WITH FUNCTION into_it(internal));
