CREATE SCHEMA app;

CREATE TABLE app.events (id integer, kind text NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE app.events_a PARTITION OF app.events (id NOT NULL) FOR VALUES IN ('a');
CREATE TABLE app.events_b PARTITION OF app.events FOR VALUES IN ('b');
CREATE TABLE app.parent (id integer);
CREATE TABLE app.heir () INHERITS (app.parent);
ALTER TABLE app.heir ALTER COLUMN id SET NOT NULL;
