CREATE SCHEMA app;

CREATE TABLE app.thing (id integer, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE app.named (name text);
CREATE TABLE app.car (wheels integer) INHERITS (app.thing, app.named);
CREATE TABLE app.boat (id integer, length numeric, CONSTRAINT positive CHECK (id > 0)) INHERITS (app.thing);
CREATE TABLE app.plane (id integer, wings integer, CONSTRAINT positive CHECK (id > 0));
