-- since PostgreSQL 19
CREATE SCHEMA app;

CREATE TABLE app.p (a integer, b integer, CONSTRAINT a CHECK (a > 0), CONSTRAINT b CHECK (b > 0));
CREATE TABLE app.c (CONSTRAINT a CHECK (a > 0), CONSTRAINT b CHECK (b > 0)) INHERITS (app.p);
CREATE TABLE app.g (CONSTRAINT a CHECK (a > 0)) INHERITS (app.c);
CREATE TABLE app.alike () INHERITS (app.p);
CREATE TABLE app.q (a integer, CONSTRAINT a CHECK (a > 0) NOT ENFORCED);
CREATE TABLE app.d (CONSTRAINT a CHECK (a > 0)) INHERITS (app.q);
CREATE TABLE app.r (a integer);
CREATE TABLE app.e (CONSTRAINT a CHECK (a > 0) NOT ENFORCED) INHERITS (app.r);
CREATE TABLE app.s (a integer, CONSTRAINT a CHECK (a > 0));
CREATE TABLE app.f () INHERITS (app.s);
CREATE TABLE app.whole (k integer, a integer, CONSTRAINT a CHECK (a > 0)) PARTITION BY LIST (k);
CREATE TABLE app.part PARTITION OF app.whole FOR VALUES IN (1);
CREATE TABLE app.other PARTITION OF app.whole FOR VALUES IN (2);
