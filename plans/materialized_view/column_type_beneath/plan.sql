-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 1 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop materialized view app.daily
--   locks: ACCESS EXCLUSIVE on index app.daily_day
--   locks: ACCESS EXCLUSIVE on materialized view app.daily
DROP MATERIALIZED VIEW app.daily;
-- step 2: alter column app.sales.day                           (materialized_view/column_type_beneath/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app.sales
--   scans: table app.sales
--   rewrites: table app.sales
--   type: date -> timestamp without time zone
ALTER TABLE app.sales ALTER COLUMN day TYPE timestamp without time zone;
-- step 3: replace materialized view app.daily                  (materialized_view/column_type_beneath/new.sql:4)
--   scans: table app.sales
CREATE MATERIALIZED VIEW app.daily AS
 SELECT sales.day,
    sum(sales.amount) AS total
   FROM app.sales
  GROUP BY sales.day;
-- step 4: replace index app.daily_day                          (materialized_view/column_type_beneath/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX daily_day ON app.daily USING btree (day);
-- step 5: replace view column app.daily.total                  (materialized_view/column_type_beneath/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
ALTER MATERIALIZED VIEW app.daily ALTER COLUMN total SET STATISTICS 200;
COMMIT;
-- checkpoint

-- end of plan
