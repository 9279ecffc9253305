-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 12 alter, 0 replace, 0 drop
-- proof:   passed, 12 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: rename sequence app.orders_id_seq
--   locks: ACCESS EXCLUSIVE on sequence app.shop_order_id_seq
--   from sequence app.shop_order_id_seq
ALTER SEQUENCE app.shop_order_id_seq RENAME TO orders_id_seq;
-- step 2: rename statistics app.orders_stat
--   locks: nothing more than earlier steps of this transaction
--   from statistics app.shop_order_stat
ALTER STATISTICS app.shop_order_stat RENAME TO orders_stat;
-- step 3: rename constraint app.events.events_k_check
--   locks: ACCESS EXCLUSIVE on table app.events
--   locks: ACCESS EXCLUSIVE on table app.events_now
--   from constraint app.events.log_k_check
ALTER TABLE app.events RENAME CONSTRAINT log_k_check TO events_k_check;
-- step 4: rename constraint app.orders.orders_code_key
--   locks: ACCESS EXCLUSIVE on table app.orders
--   from constraint app.orders.shop_order_code_key
ALTER TABLE app.orders RENAME CONSTRAINT shop_order_code_key TO orders_code_key;
-- step 5: rename constraint app.orders.orders_during_excl
--   locks: nothing more than earlier steps of this transaction
--   from constraint app.orders.shop_order_during_excl
ALTER TABLE app.orders RENAME CONSTRAINT shop_order_during_excl TO orders_during_excl;
-- step 6: rename constraint app.orders.orders_part_of_fkey
--   locks: nothing more than earlier steps of this transaction
--   from constraint app.orders.shop_order_part_of_fkey
ALTER TABLE app.orders RENAME CONSTRAINT shop_order_part_of_fkey TO orders_part_of_fkey;
-- step 7: rename constraint app.orders.orders_pkey
--   locks: nothing more than earlier steps of this transaction
--   from constraint app.orders.shop_order_pkey
ALTER TABLE app.orders RENAME CONSTRAINT shop_order_pkey TO orders_pkey;
-- step 8: rename constraint app.orders.orders_total_check
--   locks: nothing more than earlier steps of this transaction
--   from constraint app.orders.shop_order_total_check
ALTER TABLE app.orders RENAME CONSTRAINT shop_order_total_check TO orders_total_check;
-- step 9: rename index app.events_k_idx
--   locks: SHARE UPDATE EXCLUSIVE on index app.log_k_idx
--   from index app.log_k_idx
ALTER INDEX app.log_k_idx RENAME TO events_k_idx;
-- step 10: rename index app.events_now_k_idx
--   locks: SHARE UPDATE EXCLUSIVE on index app.log_now_k_idx
--   from index app.log_now_k_idx
ALTER INDEX app.log_now_k_idx RENAME TO events_now_k_idx;
-- step 11: rename index app."Orders code_idx"
--   locks: SHARE UPDATE EXCLUSIVE on index app."Shop Order_code_idx"
--   from index app."Shop Order_code_idx"
ALTER INDEX app."Shop Order_code_idx" RENAME TO "Orders code_idx";
-- step 12: rename index app.orders_customer_idx
--   locks: SHARE UPDATE EXCLUSIVE on index app.shop_order_customer_idx
--   from index app.shop_order_customer_idx
ALTER INDEX app.shop_order_customer_idx RENAME TO orders_customer_idx;
COMMIT;
-- checkpoint

-- end of plan
