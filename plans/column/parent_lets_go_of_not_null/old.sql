CREATE SCHEMA app;

CREATE TABLE app.events (id integer NOT NULL, kind text NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE app.events_a PARTITION OF app.events FOR VALUES IN ('a');
CREATE TABLE app.events_b PARTITION OF app.events FOR VALUES IN ('b');
CREATE TABLE app.parent (id integer NOT NULL);
CREATE TABLE app.heir () INHERITS (app.parent);
