CREATE EXTENSION pgcrypto;
GRANT EXECUTE ON FUNCTION crypt(text, text) TO gallery_app WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION gen_salt(text) FROM PUBLIC;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_stat_statements;
REVOKE SELECT ON pg_stat_statements FROM PUBLIC;
GRANT SELECT ON pg_stat_statements TO gallery_reader;
