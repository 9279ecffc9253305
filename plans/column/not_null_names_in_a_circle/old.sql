-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.two (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL);
COMMENT ON CONSTRAINT n1 ON app.two IS 'of a';
CREATE TABLE app.three (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL, c integer CONSTRAINT n3 NOT NULL);
CREATE TABLE app.chain (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL, c integer CONSTRAINT n3 NOT NULL);
CREATE TABLE app.parent (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL);
CREATE TABLE app.heir () INHERITS (app.parent);
CREATE TABLE app.whole (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL) PARTITION BY LIST (a);
CREATE TABLE app.part PARTITION OF app.whole FOR VALUES IN (1);
CREATE TABLE app.dropped (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL, c integer);
CREATE TABLE app.made (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL);
