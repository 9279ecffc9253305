CREATE TABLE a (id integer PRIMARY KEY, b_id integer);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer CONSTRAINT ba REFERENCES a);
CREATE TABLE c (id integer PRIMARY KEY, a_id integer CONSTRAINT ca REFERENCES a);
ALTER TABLE a ADD CONSTRAINT ab FOREIGN KEY (b_id) REFERENCES b;
CREATE TABLE self (id integer PRIMARY KEY, up integer REFERENCES self);
