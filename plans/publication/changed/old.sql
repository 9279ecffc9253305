-- since PostgreSQL 15
CREATE SCHEMA audit;
CREATE TABLE users (id integer PRIMARY KEY, email text, age integer);
CREATE TABLE orders (id integer PRIMARY KEY, total integer);
CREATE TABLE gone (id integer PRIMARY KEY);
CREATE PUBLICATION feed FOR TABLE users, gone, orders WHERE (id > 0) WITH (publish = 'insert, update');
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION audits FOR TABLES IN SCHEMA audit;
