CREATE DOMAIN amount AS numeric(10, 2) DEFAULT 0;
CREATE DOMAIN email AS text NOT NULL;
CREATE TABLE orders (id integer, total amount);
