DO $$ BEGIN CREATE ROLE gallery_app; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE gallery_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

CREATE EXTENSION postgres_fdw;
CREATE FOREIGN DATA WRAPPER other;
CREATE SERVER by_version VERSION '1' FOREIGN DATA WRAPPER postgres_fdw;
CREATE SERVER by_options FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a', port '5432');
CREATE SERVER by_type TYPE 'x' FOREIGN DATA WRAPPER other;
CREATE SERVER by_wrapper FOREIGN DATA WRAPPER other;
CREATE USER MAPPING FOR gallery_app SERVER by_wrapper OPTIONS ("user" 'me');
