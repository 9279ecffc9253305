CREATE SCHEMA app;
CREATE SCHEMA "Zone";

CREATE TABLE app.kinds (id integer PRIMARY KEY);
CREATE FUNCTION app.seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

CREATE TABLE app.m (k integer, b integer, c integer, d integer) PARTITION BY LIST (k);
CREATE TABLE app.z PARTITION OF app.m FOR VALUES IN (1);
CREATE TABLE "Zone"."A b" PARTITION OF app.m DEFAULT PARTITION BY HASH (k);
CREATE TABLE app.zz PARTITION OF "Zone"."A b" FOR VALUES WITH (MODULUS 1, REMAINDER 0);

CREATE INDEX z_b ON app.z (b);
CREATE INDEX a_b ON app.z (k) INCLUDE (b) WHERE b > 0;
CREATE INDEX zz_b ON app.zz ((b + d), c);
ALTER TABLE app.z ADD CONSTRAINT z_unique UNIQUE (b);
ALTER TABLE app.zz ADD CONSTRAINT zz_check CHECK (b > d);
ALTER TABLE app.z ADD CONSTRAINT z_fkey FOREIGN KEY (b) REFERENCES app.kinds;
CREATE STATISTICS app.z_statistics ON (b + c) FROM app.z;
CREATE POLICY z_policy ON app.z USING (b > 0);
CREATE POLICY zz_policy ON app.zz USING (d > 0);
CREATE TRIGGER z_trigger AFTER UPDATE OF b ON app.z FOR EACH ROW EXECUTE FUNCTION app.seen();
CREATE FUNCTION app.z_sum() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(b) FROM app.z; END;
CREATE VIEW app.z_view AS SELECT k, b FROM app.z;
CREATE VIEW app.z_gone AS SELECT d FROM app.zz;

CREATE TABLE app.parent (id integer, b integer, c integer);
CREATE TABLE app.y () INHERITS (app.parent);
CREATE TABLE app.yy () INHERITS (app.y);
CREATE INDEX yy_b ON app.yy (b);
ALTER TABLE app.y ADD CONSTRAINT y_unique UNIQUE (b);
ALTER TABLE app.yy ALTER COLUMN b SET DEFAULT 7;
CREATE POLICY yy_policy ON app.yy USING (b > 0);
CREATE TABLE app.other (b integer);
CREATE TABLE app.x () INHERITS (app.parent, app.other);
CREATE INDEX x_b ON app.x (b);
