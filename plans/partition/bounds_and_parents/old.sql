CREATE SCHEMA app;

CREATE TABLE app.events (id integer NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE INDEX events_day ON app.events (day);
CREATE TABLE app.archive (id integer NOT NULL, day date NOT NULL, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE app.events_2 PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
CREATE TABLE app.events_3 PARTITION OF app.events DEFAULT;
CREATE TABLE app.apart (id integer NOT NULL, day date NOT NULL, PRIMARY KEY (id, day));
CREATE TABLE app.kinds (id integer, kind text) PARTITION BY LIST (kind);
CREATE TABLE app.kinds_ab PARTITION OF app.kinds FOR VALUES IN ('a', 'b');
CREATE TABLE app.spread (id integer) PARTITION BY HASH (id);
CREATE TABLE app.spread_0 PARTITION OF app.spread FOR VALUES WITH (MODULUS 2, REMAINDER 0);
