-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.w (id int4range, r daterange, CONSTRAINT wp PRIMARY KEY (id, r WITHOUT OVERLAPS)) PARTITION BY LIST (id);
CREATE TABLE app.w1 PARTITION OF app.w FOR VALUES IN ('[1,2)');
CREATE TABLE app.f (id int4range, r daterange);
