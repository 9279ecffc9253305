CREATE EXTENSION postgres_fdw;
CREATE FOREIGN DATA WRAPPER other;
CREATE SERVER by_version VERSION '2' FOREIGN DATA WRAPPER postgres_fdw;
CREATE SERVER by_options FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'b', dbname 'shop');
GRANT USAGE ON FOREIGN SERVER by_options TO gallery_reader;
COMMENT ON SERVER by_options IS 'the shop';
CREATE SERVER by_type TYPE 'y' FOREIGN DATA WRAPPER other;
CREATE SERVER by_wrapper FOREIGN DATA WRAPPER postgres_fdw;
CREATE USER MAPPING FOR gallery_app SERVER by_wrapper OPTIONS ("user" 'me');
