CREATE DOMAIN amount AS numeric;
CREATE DOMAIN code AS varchar(10);
CREATE TYPE measured AS (value numeric(5,3), taken timestamp);
CREATE TABLE bills (id integer, total amount, codes code[], readings measured[], paid varchar(20));
