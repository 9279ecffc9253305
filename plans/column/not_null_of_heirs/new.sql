-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer CONSTRAINT p_new NOT NULL, b integer, k integer) PARTITION BY LIST (k);
CREATE TABLE app.c1 PARTITION OF app.p (b NOT NULL) FOR VALUES IN (1);
CREATE TABLE app.c2 PARTITION OF app.p (a CONSTRAINT own NOT NULL) FOR VALUES IN (2);
CREATE TABLE app.c3 PARTITION OF app.p FOR VALUES IN (3);
CREATE TABLE app.q (a integer CONSTRAINT q_a NOT NULL, b integer CONSTRAINT q_c NOT NULL);
CREATE TABLE app.heir (a integer CONSTRAINT heir_a NOT NULL) INHERITS (app.q);
CREATE TABLE app.apart (a integer NOT NULL);
CREATE TABLE app.apart_heir () INHERITS (app.apart);
