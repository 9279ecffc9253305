CREATE TABLE parent (id integer, payload varchar(10), tag text NOT NULL, CONSTRAINT k PRIMARY KEY (id) INCLUDE (payload));
CREATE UNIQUE INDEX by_tag ON parent (tag) INCLUDE (payload);
CREATE TABLE child (t text CONSTRAINT f REFERENCES parent (tag), i integer CONSTRAINT g REFERENCES parent);
