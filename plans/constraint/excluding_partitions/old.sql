-- since PostgreSQL 17
CREATE SCHEMA app;

CREATE TABLE app.w (id integer, r daterange, CONSTRAINT wp EXCLUDE USING btree (id WITH =)) PARTITION BY LIST (id);
CREATE TABLE app.w1 PARTITION OF app.w FOR VALUES IN (1);
CREATE TABLE app.x (id integer, r daterange) PARTITION BY LIST (id);
CREATE TABLE app.x1 PARTITION OF app.x FOR VALUES IN (1);
