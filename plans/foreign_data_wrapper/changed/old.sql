CREATE FUNCTION handle() RETURNS fdw_handler LANGUAGE c AS '$libdir/postgres_fdw', 'postgres_fdw_handler';
CREATE FUNCTION validate(text[], oid) RETURNS void LANGUAGE internal AS 'postgresql_fdw_validator';

CREATE FOREIGN DATA WRAPPER elsewhere OPTIONS (debug 'true', host 'a');
CREATE FOREIGN DATA WRAPPER checked;
CREATE FOREIGN DATA WRAPPER handled HANDLER handle VALIDATOR validate;
