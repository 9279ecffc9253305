-- since PostgreSQL 18
CREATE SCHEMA app;

CREATE TABLE app.w (id int4range, r daterange, n integer, CONSTRAINT wp PRIMARY KEY (id, r WITHOUT OVERLAPS)) PARTITION BY LIST (id);
CREATE TABLE app.w1 PARTITION OF app.w FOR VALUES IN ('[1,2)');
CREATE TABLE app.w2 PARTITION OF app.w FOR VALUES IN ('[2,3)');
CREATE TABLE app.f (id int4range, r daterange, CONSTRAINT of_w FOREIGN KEY (id, PERIOD r) REFERENCES app.w (id, PERIOD r));
