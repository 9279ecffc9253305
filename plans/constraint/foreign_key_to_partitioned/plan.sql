-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 6 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 20 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create table app.items                               (constraint/foreign_key_to_partitioned/new.sql:3)
--   locks: nothing that existed before
CREATE TABLE app.items (
    order_id bigint NOT NULL,
    region text NOT NULL,
    line smallint NOT NULL,
    CONSTRAINT items_pkey PRIMARY KEY (order_id, region, line)
);
-- step 2: create table app.orders                              (constraint/foreign_key_to_partitioned/new.sql:9)
--   locks: nothing that existed before
CREATE TABLE app.orders (
    id bigint NOT NULL,
    region text NOT NULL
)
PARTITION BY LIST (region);
-- step 3: create table app.orders_asia                         (constraint/foreign_key_to_partitioned/new.sql:15)
--   locks: nothing that existed before
CREATE TABLE app.orders_asia (
    id bigint NOT NULL,
    region text NOT NULL
);
-- step 4: create partition app.orders_asia                     (constraint/foreign_key_to_partitioned/new.sql:15)
--   locks: nothing that existed before
ALTER TABLE ONLY app.orders ATTACH PARTITION app.orders_asia FOR VALUES IN ('asia');
-- step 5: create table app.orders_europe                       (constraint/foreign_key_to_partitioned/new.sql:16)
--   locks: nothing that existed before
CREATE TABLE app.orders_europe (
    id bigint NOT NULL,
    region text NOT NULL
)
PARTITION BY RANGE (id);
-- step 6: create partition app.orders_europe                   (constraint/foreign_key_to_partitioned/new.sql:16)
--   locks: nothing that existed before
ALTER TABLE ONLY app.orders ATTACH PARTITION app.orders_europe FOR VALUES IN ('europe');
-- step 7: create constraint app.orders.orders_pkey             (constraint/foreign_key_to_partitioned/new.sql:9)
--   locks: nothing that existed before
ALTER TABLE ONLY app.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id, region);
-- step 8: create constraint app.orders_asia.orders_asia_pkey   (constraint/foreign_key_to_partitioned/new.sql:15)
--   locks: nothing that existed before
ALTER TABLE app.orders_asia ADD CONSTRAINT orders_asia_pkey PRIMARY KEY (id, region);
-- step 9: create index attachment app.orders_asia_pkey         (constraint/foreign_key_to_partitioned/new.sql:15)
--   locks: nothing that existed before
ALTER INDEX app.orders_pkey ATTACH PARTITION app.orders_asia_pkey;
-- step 10: create table app.orders_europe_high                 (constraint/foreign_key_to_partitioned/new.sql:18)
--   locks: nothing that existed before
CREATE TABLE app.orders_europe_high (
    id bigint NOT NULL,
    region text NOT NULL
);
-- step 11: create partition app.orders_europe_high             (constraint/foreign_key_to_partitioned/new.sql:18)
--   locks: nothing that existed before
ALTER TABLE ONLY app.orders_europe ATTACH PARTITION app.orders_europe_high FOR VALUES FROM ('1000') TO (MAXVALUE);
-- step 12: create table app.orders_europe_low                  (constraint/foreign_key_to_partitioned/new.sql:17)
--   locks: nothing that existed before
CREATE TABLE app.orders_europe_low (
    id bigint NOT NULL,
    region text NOT NULL
);
-- step 13: create partition app.orders_europe_low              (constraint/foreign_key_to_partitioned/new.sql:17)
--   locks: nothing that existed before
ALTER TABLE ONLY app.orders_europe ATTACH PARTITION app.orders_europe_low FOR VALUES FROM (MINVALUE) TO ('1000');
-- step 14: create constraint app.orders_europe.orders_europe_pkey  (constraint/foreign_key_to_partitioned/new.sql:16)
--   locks: nothing that existed before
ALTER TABLE ONLY app.orders_europe ADD CONSTRAINT orders_europe_pkey PRIMARY KEY (id, region);
-- step 15: create index attachment app.orders_europe_pkey      (constraint/foreign_key_to_partitioned/new.sql:16)
--   locks: nothing that existed before
ALTER INDEX app.orders_pkey ATTACH PARTITION app.orders_europe_pkey;
-- step 16: create constraint app.orders_europe_high.orders_europe_high_pkey  (constraint/foreign_key_to_partitioned/new.sql:18)
--   locks: nothing that existed before
ALTER TABLE app.orders_europe_high ADD CONSTRAINT orders_europe_high_pkey PRIMARY KEY (id, region);
-- step 17: create index attachment app.orders_europe_high_pkey  (constraint/foreign_key_to_partitioned/new.sql:18)
--   locks: nothing that existed before
ALTER INDEX app.orders_europe_pkey ATTACH PARTITION app.orders_europe_high_pkey;
-- step 18: create constraint app.orders_europe_low.orders_europe_low_pkey  (constraint/foreign_key_to_partitioned/new.sql:17)
--   locks: nothing that existed before
ALTER TABLE app.orders_europe_low ADD CONSTRAINT orders_europe_low_pkey PRIMARY KEY (id, region);
-- step 19: create index attachment app.orders_europe_low_pkey  (constraint/foreign_key_to_partitioned/new.sql:17)
--   locks: nothing that existed before
ALTER INDEX app.orders_europe_pkey ATTACH PARTITION app.orders_europe_low_pkey;
-- step 20: create constraint app.items.items_order_fkey        (constraint/foreign_key_to_partitioned/new.sql:3)
--   locks: nothing that existed before
ALTER TABLE app.items ADD CONSTRAINT items_order_fkey FOREIGN KEY (order_id, region) REFERENCES app.orders(id, region);
COMMIT;
-- checkpoint

-- end of plan
