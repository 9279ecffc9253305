DO $$ BEGIN CREATE ROLE gallery_app; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE gallery_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

CREATE EXTENSION postgres_fdw;
CREATE SERVER shop FOREIGN DATA WRAPPER postgres_fdw;
CREATE USER MAPPING FOR gallery_app SERVER shop OPTIONS ("user" 'a');
CREATE USER MAPPING FOR gallery_reader SERVER shop;
