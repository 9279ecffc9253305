CREATE SCHEMA app;

CREATE TABLE app.events (id integer NOT NULL, kind text NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE app.events_a PARTITION OF app.events FOR VALUES IN ('a');
CREATE TABLE app.events_b PARTITION OF app.events DEFAULT PARTITION BY LIST (kind);
CREATE TABLE app.events_c PARTITION OF app.events_b FOR VALUES IN ('c');
ALTER TABLE app.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, kind);
ALTER TABLE app.events_a ADD CONSTRAINT a_unique UNIQUE (kind, id);
ALTER TABLE app.events ADD CONSTRAINT events_unique UNIQUE (kind, id);
CREATE TABLE app.notes (id integer, kind text, FOREIGN KEY (id, kind) REFERENCES app.events (id, kind));
