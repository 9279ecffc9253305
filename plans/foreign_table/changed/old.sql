CREATE EXTENSION postgres_fdw;
CREATE SERVER shop FOREIGN DATA WRAPPER postgres_fdw;
CREATE SERVER store FOREIGN DATA WRAPPER postgres_fdw;
CREATE TABLE parent (id integer);
CREATE FOREIGN TABLE orders (id integer OPTIONS (column_name 'order_id') NOT NULL, total integer, old text) SERVER shop OPTIONS (table_name 'o');
CREATE FOREIGN TABLE child (id integer) SERVER shop;
CREATE FOREIGN TABLE moved (id integer CHECK (id > 0)) SERVER shop;
CREATE VIEW totals AS SELECT total FROM orders;
