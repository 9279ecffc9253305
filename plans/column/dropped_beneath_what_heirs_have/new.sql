CREATE SCHEMA app;
CREATE SCHEMA "Zone";

CREATE TABLE app.kinds (id integer PRIMARY KEY);
CREATE FUNCTION app.seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

CREATE TABLE app.m (k integer, c integer) PARTITION BY LIST (k);
CREATE TABLE app.z PARTITION OF app.m FOR VALUES IN (1);
CREATE TABLE "Zone"."A b" PARTITION OF app.m DEFAULT PARTITION BY HASH (k);
CREATE TABLE app.zz PARTITION OF "Zone"."A b" FOR VALUES WITH (MODULUS 1, REMAINDER 0);

CREATE POLICY z_policy ON app.z USING (c > 0);
CREATE TRIGGER z_trigger AFTER UPDATE OF c ON app.z FOR EACH ROW EXECUTE FUNCTION app.seen();
CREATE FUNCTION app.z_sum() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(c) FROM app.z; END;
CREATE VIEW app.z_view AS SELECT k FROM app.z;

-- b comes anew, with another type.
CREATE TABLE app.parent (id integer, c integer, b boolean[]);
CREATE TABLE app.y () INHERITS (app.parent);
CREATE TABLE app.yy () INHERITS (app.y);
CREATE INDEX yy_b ON app.yy (b);
CREATE TABLE app.other (b boolean[]);
CREATE TABLE app.x () INHERITS (app.parent, app.other);
CREATE INDEX x_b ON app.x (b);
