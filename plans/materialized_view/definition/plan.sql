-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 2 replace, 0 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.best_day
--   locks: ACCESS EXCLUSIVE on view app.best_day
DROP VIEW app.best_day;
-- step 2: drop materialized view app.daily
--   locks: ACCESS EXCLUSIVE on index app.daily_day
--   locks: ACCESS EXCLUSIVE on index app.daily_total
--   locks: ACCESS EXCLUSIVE on materialized view app.daily
DROP MATERIALIZED VIEW app.daily;
-- step 3: replace materialized view app.daily                  (materialized_view/definition/new.sql:4)
--   scans: table app.sales
CREATE MATERIALIZED VIEW app.daily AS
 SELECT sales.day,
    sum(sales.amount) AS total,
    count(*) AS sales
   FROM app.sales
  GROUP BY sales.day;
-- step 4: replace index app.daily_day                          (materialized_view/definition/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE UNIQUE INDEX daily_day ON app.daily USING btree (day);
ALTER MATERIALIZED VIEW app.daily CLUSTER ON daily_day;
-- step 5: replace view app.best_day                            (materialized_view/definition/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.best_day AS
 SELECT daily.day
   FROM app.daily
  ORDER BY daily.total DESC
 LIMIT 1;
-- step 6: replace index app.daily_total                        (materialized_view/definition/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX daily_total ON app.daily USING btree (total) WHERE (total > (100)::numeric);
-- step 7: replace comment on materialized view app.daily       (materialized_view/definition/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON MATERIALIZED VIEW app.daily IS 'refreshed each night';
-- step 8: replace comment on view column app.daily.total       (materialized_view/definition/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON COLUMN app.daily.total IS 'in euros';
-- step 9: replace privileges on materialized view app.daily    (materialized_view/definition/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
GRANT SELECT ON TABLE app.daily TO alice;
COMMIT;
-- checkpoint

-- end of plan
