CREATE SCHEMA app;

CREATE TABLE app.p (id integer, b boolean);
CREATE TABLE app.c (id integer, b boolean) INHERITS (app.p);
CREATE TABLE app.a (b boolean) INHERITS (app.c);
CREATE TABLE app.d () INHERITS (app.c);
CREATE INDEX a_b ON app.a (b);
CREATE INDEX d_b ON app.d (b);
CREATE POLICY c_policy ON app.c USING (b);

CREATE TABLE app.q (x integer, b boolean);
CREATE TABLE app.e (b boolean);
ALTER TABLE app.e ADD COLUMN id integer, ADD COLUMN x integer, INHERIT app.p, INHERIT app.q;
CREATE TABLE app.kept (id integer, b boolean) INHERITS (app.p);

CREATE TABLE app.z (id integer, old_name integer, value integer);
CREATE TABLE app.y (old_name integer, value integer) INHERITS (app.z);
