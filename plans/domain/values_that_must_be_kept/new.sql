CREATE DOMAIN amount AS numeric(7,1);
CREATE DOMAIN code AS varchar(4);
CREATE TYPE measured AS (value numeric(5,1), taken timestamp);
CREATE TABLE bills (id integer, total amount, codes code[], readings measured[], paid code);
