CREATE FUNCTION out_of(internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/hstore', 'hstore_hash';
CREATE TRANSFORM FOR text LANGUAGE plpgsql (FROM SQL WITH FUNCTION out_of(internal));
