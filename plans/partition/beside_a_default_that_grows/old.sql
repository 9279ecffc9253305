CREATE SCHEMA app;

CREATE TABLE app.things (size text, kind text) PARTITION BY LIST (size);
CREATE TABLE app.things_rest PARTITION OF app.things DEFAULT PARTITION BY LIST (kind);
CREATE TABLE app.things_other PARTITION OF app.things_rest DEFAULT;
CREATE TABLE app.pairs (a integer, b integer) PARTITION BY RANGE (a, b);
CREATE TABLE app.pairs_rest PARTITION OF app.pairs DEFAULT;
