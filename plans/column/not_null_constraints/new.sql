-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.named (a integer CONSTRAINT its_name NOT NULL, b integer CONSTRAINT new_name NOT NULL, c integer CONSTRAINT comes NOT NULL, d integer);
COMMENT ON CONSTRAINT new_name ON app.named IS 'why';
COMMENT ON CONSTRAINT comes ON app.named IS 'new';
CREATE TABLE app.checked (a integer, b integer CONSTRAINT of_b NOT NULL, c integer);
ALTER TABLE app.checked ADD CONSTRAINT of_a NOT NULL a NOT VALID;
ALTER TABLE app.checked ADD CONSTRAINT checked_c_not_null NOT NULL c NOT VALID;
CREATE TABLE app.alone (a integer NOT NULL, b integer NOT NULL NO INHERIT);
CREATE TABLE app.clash (a integer NOT NULL, CONSTRAINT clash_a_not_null CHECK (a > 0));
