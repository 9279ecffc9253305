-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer CONSTRAINT p_old NOT NULL, b integer NOT NULL, k integer) PARTITION BY LIST (k);
CREATE TABLE app.c1 PARTITION OF app.p FOR VALUES IN (1);
CREATE TABLE app.c2 PARTITION OF app.p (a CONSTRAINT own NOT NULL) FOR VALUES IN (2);
CREATE TABLE app.q (a integer, b integer CONSTRAINT q_b NOT NULL);
CREATE TABLE app.heir (a integer CONSTRAINT heir_a NOT NULL) INHERITS (app.q);
CREATE TABLE app.apart (a integer NOT NULL NO INHERIT);
CREATE TABLE app.apart_heir () INHERITS (app.apart);
