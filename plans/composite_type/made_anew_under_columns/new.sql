CREATE TYPE place AS (x numeric, y integer);
CREATE TABLE shops (id integer, at place, was place[]);
CREATE VIEW shop_x AS SELECT id, (at).x FROM shops;
