DO $$ BEGIN CREATE ROLE gallery_app; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE gallery_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE "gallery ""writer"""; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

CREATE TABLE users (id integer GENERATED ALWAYS AS IDENTITY, email text, name text);
GRANT INSERT ON users TO gallery_reader WITH GRANT OPTION;
GRANT ALL ON users TO "gallery ""writer""";
GRANT SELECT (email) ON users TO gallery_reader;
GRANT SELECT (name) ON users TO PUBLIC;
GRANT USAGE ON SEQUENCE users_id_seq TO gallery_app;
CREATE FUNCTION total(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
REVOKE ALL ON FUNCTION total(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION total(integer) TO gallery_app;
CREATE SEQUENCE numbers;
REVOKE ALL ON SEQUENCE numbers FROM CURRENT_USER;
CREATE TYPE status AS ENUM ('on');
REVOKE USAGE ON TYPE status FROM PUBLIC;
CREATE VIEW emails AS SELECT email FROM users;
GRANT SELECT ON emails TO gallery_reader;
