-- since PostgreSQL 15
CREATE SCHEMA audit;
CREATE TABLE users (id integer PRIMARY KEY, email text, age bigint);
CREATE TABLE orders (id bigint PRIMARY KEY, total integer);
CREATE PUBLICATION feed FOR TABLE users (id, age), orders WHERE (id > 10) WITH (publish = 'delete, insert', publish_via_partition_root = true);
CREATE PUBLICATION everything FOR TABLE users WITH (publish = 'truncate');
CREATE PUBLICATION audits FOR TABLES IN SCHEMA public;
