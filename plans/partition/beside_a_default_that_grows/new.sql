CREATE SCHEMA app;

CREATE TABLE app.things (size text, kind text) PARTITION BY LIST (size);
CREATE TABLE app.things_rest PARTITION OF app.things DEFAULT PARTITION BY LIST (kind);
CREATE TABLE app.things_a PARTITION OF app.things_rest FOR VALUES IN ('a');
CREATE TABLE app.things_other PARTITION OF app.things_rest DEFAULT;
CREATE TABLE app.things_small PARTITION OF app.things FOR VALUES IN ('small');
CREATE TABLE app.pairs (a integer, b integer) PARTITION BY RANGE (a, b);
CREATE TABLE app.pairs_rest PARTITION OF app.pairs DEFAULT;
CREATE TABLE app.pairs_1 PARTITION OF app.pairs FOR VALUES FROM (1, 1) TO (2, 2);
