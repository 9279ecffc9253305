CREATE DOMAIN amount AS numeric(10, 2) DEFAULT 1 NOT NULL;
CREATE DOMAIN email AS text DEFAULT 'nobody@example.org';
CREATE TABLE orders (id integer, total amount);
