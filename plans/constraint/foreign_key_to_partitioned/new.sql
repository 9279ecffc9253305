CREATE SCHEMA app;
-- Sorts before the table that it points at, whose key is valid only once every partition, and theirs, has its part.
CREATE TABLE app.items (
    order_id bigint NOT NULL,
    region text NOT NULL,
    line smallint NOT NULL,
    CONSTRAINT items_pkey PRIMARY KEY (order_id, region, line)
);
CREATE TABLE app.orders (
    id bigint NOT NULL,
    region text NOT NULL,
    CONSTRAINT orders_pkey PRIMARY KEY (id, region)
)
PARTITION BY LIST (region);
CREATE TABLE app.orders_asia PARTITION OF app.orders FOR VALUES IN ('asia');
CREATE TABLE app.orders_europe PARTITION OF app.orders FOR VALUES IN ('europe') PARTITION BY RANGE (id);
CREATE TABLE app.orders_europe_low PARTITION OF app.orders_europe FOR VALUES FROM (MINVALUE) TO (1000);
CREATE TABLE app.orders_europe_high PARTITION OF app.orders_europe FOR VALUES FROM (1000) TO (MAXVALUE);
ALTER TABLE app.items ADD CONSTRAINT items_order_fkey FOREIGN KEY (order_id, region) REFERENCES app.orders (id, region);
