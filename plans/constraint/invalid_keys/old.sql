CREATE SCHEMA app;

CREATE TABLE app.events (id integer NOT NULL, kind text NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE app.events_a PARTITION OF app.events FOR VALUES IN ('a');
CREATE TABLE app.events_b PARTITION OF app.events DEFAULT PARTITION BY LIST (kind);
CREATE TABLE app.events_c PARTITION OF app.events_b FOR VALUES IN ('c');
ALTER TABLE ONLY app.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, kind);
ALTER TABLE ONLY app.events ADD CONSTRAINT events_unique UNIQUE (kind, id);
ALTER TABLE app.events_a ADD CONSTRAINT a_unique UNIQUE (kind, id);
ALTER INDEX app.events_unique ATTACH PARTITION app.a_unique;
