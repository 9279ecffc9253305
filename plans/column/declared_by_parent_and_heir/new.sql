CREATE SCHEMA app;

CREATE TABLE app.p (id integer);
CREATE TABLE app.c (id integer) INHERITS (app.p);
CREATE TABLE app.a () INHERITS (app.c);
CREATE TABLE app.d () INHERITS (app.c);
CREATE POLICY c_policy ON app.c USING (id > 0);

CREATE TABLE app.q (x integer);
CREATE TABLE app.e ();
ALTER TABLE app.e ADD COLUMN id integer, ADD COLUMN x integer, INHERIT app.p, INHERIT app.q;
CREATE TABLE app.kept (id integer, b boolean) INHERITS (app.p);

CREATE TABLE app.z (id integer, value boolean[], new_name integer);
CREATE TABLE app.y (value boolean[], new_name integer) INHERITS (app.z);
