CREATE SCHEMA app;
CREATE SCHEMA other;

-- One sequence for two columns, each of which gets one of its own.
CREATE SEQUENCE app.shared;
CREATE TABLE app.a (id bigint DEFAULT nextval('app.shared'), x text);
CREATE TABLE app.b (id bigint DEFAULT nextval('app.shared'), x text);
-- It stays, and its column asks another one.
CREATE SEQUENCE app.stays START WITH 5;
CREATE TABLE app.c (id bigint DEFAULT nextval('app.stays'), x text);
-- It moves to another schema.
CREATE SEQUENCE app.moved;
CREATE TABLE app.d (id bigint DEFAULT nextval('app.moved'), x text);
-- Nothing follows it.
CREATE TABLE app.e (id serial, x text);
-- It goes with its column, which is told.
CREATE TABLE app.f (id serial, x text);
