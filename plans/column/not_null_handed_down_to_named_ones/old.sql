-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.p (a integer, b integer CONSTRAINT p_b NOT NULL, c integer CONSTRAINT p_c NOT NULL, d integer CONSTRAINT p_d NOT NULL, e integer);
CREATE TABLE app.c (b integer CONSTRAINT c_b NOT NULL, c integer CONSTRAINT c_c NOT NULL) INHERITS (app.p);
CREATE TABLE app.g (c integer CONSTRAINT g_c NOT NULL, e integer CONSTRAINT g_e NOT NULL) INHERITS (app.c);
CREATE TABLE app.beside () INHERITS (app.p);
CREATE TABLE app.whole (k integer, a integer, b integer CONSTRAINT whole_b NOT NULL) PARTITION BY LIST (k);
CREATE TABLE app.half PARTITION OF app.whole (b CONSTRAINT half_b NOT NULL) FOR VALUES IN (1, 2) PARTITION BY LIST (k);
CREATE TABLE app.quarter PARTITION OF app.half (b CONSTRAINT quarter_b NOT NULL) FOR VALUES IN (1);
CREATE TABLE app.other PARTITION OF app.whole FOR VALUES IN (3);
