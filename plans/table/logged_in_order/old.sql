-- Becomes permanent, what is referred to first.
CREATE UNLOGGED TABLE b (id integer PRIMARY KEY, up integer REFERENCES b);
CREATE UNLOGGED TABLE a (id integer PRIMARY KEY, b_id integer REFERENCES b);
CREATE UNLOGGED TABLE c (a_id integer REFERENCES a);
-- And ceases to be, the other way round.
CREATE TABLE y (id integer PRIMARY KEY, up integer REFERENCES y);
CREATE TABLE x (id integer PRIMARY KEY, y_id integer REFERENCES y);
CREATE TABLE z (x_id integer REFERENCES x);
-- A foreign key that comes, and one that goes.
CREATE UNLOGGED TABLE n (id integer PRIMARY KEY);
CREATE TABLE m (n_id integer);
CREATE TABLE r (id integer PRIMARY KEY);
CREATE TABLE q (r_id integer REFERENCES r);
