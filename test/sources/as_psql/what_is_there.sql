-- Statements that look at what is there.
CREATE TABLE IF NOT EXISTS t (a int);
CREATE TABLE IF NOT EXISTS t (a int, b int);
CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1';
CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 2';
DO $$ BEGIN IF to_regclass('public.later') IS NULL THEN CREATE TABLE was_missing (a int); END IF; END $$;
CREATE TABLE later (a int);
DO $$ BEGIN IF to_regclass('public.later') IS NOT NULL THEN CREATE TABLE was_there (a int); END IF; END $$;
CREATE VIEW v AS SELECT a FROM t;
DROP VIEW v;
ALTER TABLE t RENAME TO t2;
CREATE TABLE t (c int);
ALTER TABLE IF EXISTS nope RENAME TO nope2;
ALTER TABLE IF EXISTS t2 RENAME COLUMN a TO z;
DROP TABLE IF EXISTS t2, nope;
BEGIN; DROP TABLE later; CREATE TABLE later (b text); COMMIT;
