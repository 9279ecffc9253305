-- What a tool leaves that renames a table and nothing of it.
CREATE SCHEMA app;

CREATE SEQUENCE app.shop_order_id_seq AS bigint;

CREATE TABLE app.orders (
    id bigint DEFAULT nextval('app.shop_order_id_seq') CONSTRAINT shop_order_pkey PRIMARY KEY,
    customer bigint,
    code text CONSTRAINT shop_order_code_key UNIQUE,
    total numeric CONSTRAINT shop_order_total_check CHECK (total > 0),
    part_of bigint CONSTRAINT shop_order_part_of_fkey REFERENCES app.orders,
    during tsrange,
    CONSTRAINT shop_order_during_excl EXCLUDE USING gist (during WITH &&)
);

ALTER SEQUENCE app.shop_order_id_seq OWNED BY app.orders.id;

CREATE INDEX shop_order_customer_idx ON app.orders (customer) INCLUDE (code);
COMMENT ON INDEX app.shop_order_customer_idx IS 'kept';
CREATE UNIQUE INDEX "Shop Order_code_idx" ON app.orders (lower(code)) WHERE total > 10;
CREATE STATISTICS app.shop_order_stat ON customer, total FROM app.orders;
ALTER TABLE app.orders CLUSTER ON shop_order_customer_idx;

CREATE TABLE app.events (at timestamptz, k integer CONSTRAINT log_k_check CHECK (k > 0)) PARTITION BY RANGE (at);
CREATE TABLE app.events_now PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX log_k_idx ON app.events (k);
ALTER INDEX app.events_now_k_idx RENAME TO log_now_k_idx;
