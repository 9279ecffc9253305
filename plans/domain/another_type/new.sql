CREATE COLLATION german (provider = icu, locale = 'de');
CREATE DOMAIN amount AS bigint CHECK (VALUE > 0);
CREATE DOMAIN surname AS text COLLATE german;
CREATE TABLE orders (id integer, total amount DEFAULT 1, who surname);
CREATE VIEW totals AS SELECT total FROM orders;
