-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.taken (a integer CONSTRAINT n1 NOT NULL, b integer, CONSTRAINT n2 CHECK (b > 0));
CREATE TABLE app.swapped (a integer CONSTRAINT n1 NOT NULL, b integer, CONSTRAINT n2 CHECK (b > 0));
CREATE TABLE app.key (a integer, b integer CONSTRAINT n1 NOT NULL, CONSTRAINT n2 UNIQUE (a));
CREATE TABLE app.added (a integer, b integer, CONSTRAINT n1 CHECK (b > 0));
CREATE TABLE app.columns (a integer CONSTRAINT n1 NOT NULL, b integer CONSTRAINT n2 NOT NULL);
CREATE TABLE app.given (a integer CONSTRAINT n1 NOT NULL, b integer);
CREATE TABLE app.chosen (a integer, CONSTRAINT chosen_a_not_null CHECK (a > 0));
