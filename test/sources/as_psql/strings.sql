-- A setting that decides how the next statement is read.
SET standard_conforming_strings = off;
SET escape_string_warning = off;
CREATE TABLE t (a text DEFAULT 'x\\y');
COMMENT ON TABLE t IS 'a\\b';
SET standard_conforming_strings = on;
CREATE TABLE u (a text DEFAULT 'x\\y');
COMMENT ON TABLE u IS 'a\\b';
SET standard_conforming_strings TO off;
COMMENT ON COLUMN u.a IS 'a\\b';
RESET standard_conforming_strings;
COMMENT ON COLUMN t.a IS 'a\\b';
