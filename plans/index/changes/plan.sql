-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 3 replace, 0 drop
-- proof:   passed, 12 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: replace index app.by_born
--   locks: SHARE UPDATE EXCLUSIVE on index app.by_born
ALTER INDEX app.by_born RENAME TO by_born__pgplumb_old;
-- step 2: replace index app.by_email
--   locks: SHARE UPDATE EXCLUSIVE on index app.by_email
ALTER INDEX app.by_email RENAME TO by_email__pgplumb_old;
-- step 3: replace index app.filled
--   locks: SHARE UPDATE EXCLUSIVE on index app.filled
ALTER INDEX app.filled RENAME TO filled__pgplumb_old;
-- step 4: replace index app.by_born                            (index/changes/new.sql:9)
--   locks: SHARE on table app.users
--   scans: table app.users
CREATE INDEX by_born ON app.users USING brin (born);
-- step 5: replace index app.by_email                           (index/changes/new.sql:4)
--   scans: table app.users
--   hazard: depends-on-rows table app.users: no two rows that index app.by_email takes for equal
CREATE UNIQUE INDEX by_email ON app.users USING btree (email text_pattern_ops DESC NULLS LAST) INCLUDE (name) WHERE (email IS NOT NULL);
-- step 6: alter index app.by_name                              (index/changes/new.sql:6)
--   locks: SHARE UPDATE EXCLUSIVE on index app.by_name
--   locks: SHARE UPDATE EXCLUSIVE on table app.users
--   clustered: none -> true
--   statistics: {2=400} -> {1=300}
ALTER TABLE app.users CLUSTER ON by_name;
ALTER INDEX app.by_name
    ALTER COLUMN 2 SET STATISTICS -1,
    ALTER COLUMN 1 SET STATISTICS 300;
-- step 7: replace index app.filled                             (index/changes/new.sql:10)
--   scans: table app.users
CREATE INDEX filled ON app.users USING btree (id) WITH (fillfactor='80');
-- step 8: replace index app.by_born                            (index/changes/new.sql:9)
--   locks: ACCESS EXCLUSIVE on index app.by_born
--   locks: ACCESS EXCLUSIVE on table app.users
DROP INDEX app.by_born__pgplumb_old;
-- step 9: replace index app.by_email                           (index/changes/new.sql:4)
--   locks: ACCESS EXCLUSIVE on index app.by_email
DROP INDEX app.by_email__pgplumb_old;
-- step 10: replace comment on index app.by_email               (index/changes/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON INDEX app.by_email IS 'for logging in';
-- step 11: replace index app.filled                            (index/changes/new.sql:10)
--   locks: ACCESS EXCLUSIVE on index app.filled
DROP INDEX app.filled__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
