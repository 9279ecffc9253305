CREATE SCHEMA app;

CREATE SEQUENCE app.orders_id_seq AS bigint;

CREATE TABLE app.orders (
    id bigint DEFAULT nextval('app.orders_id_seq') CONSTRAINT orders_pkey PRIMARY KEY,
    customer bigint,
    code text CONSTRAINT orders_code_key UNIQUE,
    total numeric CONSTRAINT orders_total_check CHECK (total > 0),
    part_of bigint CONSTRAINT orders_part_of_fkey REFERENCES app.orders,
    during tsrange,
    CONSTRAINT orders_during_excl EXCLUDE USING gist (during WITH &&)
);

ALTER SEQUENCE app.orders_id_seq OWNED BY app.orders.id;

CREATE INDEX orders_customer_idx ON app.orders (customer) INCLUDE (code);
COMMENT ON INDEX app.orders_customer_idx IS 'kept';
CREATE UNIQUE INDEX "Orders code_idx" ON app.orders (lower(code)) WHERE total > 10;
CREATE STATISTICS app.orders_stat ON customer, total FROM app.orders;
ALTER TABLE app.orders CLUSTER ON orders_customer_idx;

CREATE TABLE app.events (at timestamptz, k integer CONSTRAINT events_k_check CHECK (k > 0)) PARTITION BY RANGE (at);
CREATE TABLE app.events_now PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX events_k_idx ON app.events (k);
