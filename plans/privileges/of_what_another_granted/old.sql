CREATE TABLE users (id integer);
GRANT SELECT ON users TO gallery_app WITH GRANT OPTION;
