CREATE TABLE users (id integer);
GRANT SELECT ON users TO gallery_app;
ALTER TABLE users OWNER TO gallery_reader;
