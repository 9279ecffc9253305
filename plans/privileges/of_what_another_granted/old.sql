DO $$ BEGIN CREATE ROLE gallery_app; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE gallery_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE "gallery ""writer"""; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

CREATE TABLE users (id integer);
GRANT SELECT ON users TO gallery_app WITH GRANT OPTION;
