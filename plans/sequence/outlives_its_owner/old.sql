CREATE SCHEMA app;

CREATE TABLE app.a (id serial, x text);
CREATE TABLE app.b (id integer DEFAULT nextval('app.a_id_seq') NOT NULL, x text);
CREATE TABLE app.c (id serial, x text);
CREATE TABLE app.d (id integer DEFAULT nextval('app.c_id_seq') NOT NULL, x text);
