CREATE TABLE e (id integer NOT NULL, r text NOT NULL, PRIMARY KEY (id, r)) PARTITION BY LIST (r);
CREATE INDEX i ON e (id);
-- Its own keys and indexes have to be whole when it is attached: else it would get others.
CREATE TABLE e1 PARTITION OF e FOR VALUES IN ('x', 'y', 'z') PARTITION BY LIST (r);
CREATE TABLE e11 PARTITION OF e1 FOR VALUES IN ('x');
CREATE TABLE e12 PARTITION OF e1 FOR VALUES IN ('y', 'z') PARTITION BY LIST (r);
CREATE TABLE e121 PARTITION OF e12 FOR VALUES IN ('y');
-- Without parts.
CREATE TABLE e2 PARTITION OF e DEFAULT PARTITION BY LIST (r);
