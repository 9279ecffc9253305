-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 3 replace, 0 drop
-- proof:   passed, 14 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop materialized view app.adult_count
--   locks: ACCESS EXCLUSIVE on index app.adult_count_last
--   locks: ACCESS EXCLUSIVE on materialized view app.adult_count
DROP MATERIALIZED VIEW app.adult_count;
-- step 2: drop view app.adult_ids
--   locks: ACCESS EXCLUSIVE on view app.adult_ids
DROP VIEW app.adult_ids;
-- step 3: drop view app.adults
--   locks: ACCESS EXCLUSIVE on view app.adults
DROP VIEW app.adults;
-- step 4: replace view app.adults                              (view/columns_change/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.adults AS
 SELECT users.name,
    users.id
   FROM app.users
  WHERE (users.age >= 18);
-- step 5: replace view app.adult_ids                           (view/columns_change/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.adult_ids AS
 SELECT adults.id
   FROM app.adults;
-- step 6: replace comment on view column app.adult_ids.id      (view/columns_change/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON COLUMN app.adult_ids.id IS 'the same as of users';
-- step 7: replace privileges on view column app.adult_ids.id   (view/columns_change/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
GRANT SELECT (id) ON TABLE app.adult_ids TO alice;
-- step 8: replace comment on view app.adults                   (view/columns_change/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON VIEW app.adults IS 'who may vote';
-- step 9: replace privileges on view app.adults                (view/columns_change/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
GRANT SELECT ON TABLE app.adults TO bob;
-- step 10: replace materialized view app.adult_count           (view/columns_change/new.sql:9)
--   scans: table app.users
CREATE MATERIALIZED VIEW app.adult_count AS
 SELECT count(*) AS n,
    max(adult_ids.id) AS last
   FROM app.adult_ids;
-- step 11: replace index app.adult_count_last                  (view/columns_change/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
CREATE UNIQUE INDEX adult_count_last ON app.adult_count USING btree (last);
-- step 12: replace comment on index app.adult_count_last       (view/columns_change/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON INDEX app.adult_count_last IS 'for REFRESH CONCURRENTLY';
-- step 13: replace comment on materialized view app.adult_count  (view/columns_change/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON MATERIALIZED VIEW app.adult_count IS 'refreshed each night';
-- step 14: replace privileges on materialized view app.adult_count  (view/columns_change/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
GRANT SELECT ON TABLE app.adult_count TO alice;
COMMIT;
-- checkpoint

-- end of plan
