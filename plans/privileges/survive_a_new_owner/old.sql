CREATE TABLE users (id integer);
ALTER TABLE users OWNER TO gallery_app;
GRANT SELECT ON users TO gallery_reader;
