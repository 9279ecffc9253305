CREATE SCHEMA app;

CREATE TABLE app.events (id integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.events_rest PARTITION OF app.events DEFAULT;
CREATE TABLE app.events_old (id integer, day date NOT NULL);
CREATE TYPE app.size AS ENUM ('small', 'big');
CREATE TABLE app.things (size app.size, "Kind" text) PARTITION BY LIST (size);
CREATE TABLE app.things_rest PARTITION OF app.things DEFAULT PARTITION BY LIST ("Kind");
CREATE TABLE app.things_a PARTITION OF app.things_rest FOR VALUES IN ('a');
CREATE TABLE app.things_other PARTITION OF app.things_rest DEFAULT;
CREATE TABLE app.kinds ("Kind" text) PARTITION BY LIST ("Kind");
CREATE TABLE app.kinds_a PARTITION OF app.kinds FOR VALUES IN ('a');
CREATE TABLE app.kinds_other PARTITION OF app.kinds DEFAULT;
