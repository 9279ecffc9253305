-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.named (a integer NOT NULL, b integer CONSTRAINT old_name NOT NULL, c integer, d integer CONSTRAINT goes NOT NULL);
COMMENT ON CONSTRAINT old_name ON app.named IS 'why';
CREATE TABLE app.checked (a integer, b integer, c integer NOT NULL);
ALTER TABLE app.checked ADD CONSTRAINT of_b NOT NULL b NOT VALID;
CREATE TABLE app.alone (a integer NOT NULL NO INHERIT, b integer NOT NULL);
CREATE TABLE app.clash (a integer NOT NULL);
