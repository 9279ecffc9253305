CREATE FUNCTION handle() RETURNS fdw_handler LANGUAGE c AS '$libdir/postgres_fdw', 'postgres_fdw_handler';
CREATE FUNCTION validate(text[], oid) RETURNS void LANGUAGE internal AS 'postgresql_fdw_validator';
CREATE FOREIGN DATA WRAPPER elsewhere HANDLER handle OPTIONS (host 'b', dbname 'it''s');
CREATE FOREIGN DATA WRAPPER handled;
CREATE FOREIGN DATA WRAPPER checked VALIDATOR validate;
