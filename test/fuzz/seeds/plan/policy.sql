-- pgplumb plan 1
-- digest:  sha256:bf2c469202bff168efea1d96ddb073136035756c0ba9e69dbbaf09e4e3e2e424  of every byte below this line
-- from:    sha256:aa  the schema that this plan starts from
-- to:      sha256:bb  the schema that it leads to
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 1 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop policy app.documents.own
--   locks: ACCESS EXCLUSIVE on table app.documents
DROP POLICY own ON app.documents;
-- step 2: alter column app.documents.id                        (policy/column_type_beneath/new.sql:2)
--   locks: SHARE on table app.documents
--   scans: table app.documents
--   rewrites: table app.documents
--   type: integer -> bigint
ALTER TABLE app.documents ALTER COLUMN id TYPE bigint;
-- step 3: replace policy app.documents.own                     (policy/column_type_beneath/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE POLICY own ON app.documents AS RESTRICTIVE FOR UPDATE TO alice USING ((owner = CURRENT_USER) AND app.may('x'::text)) WITH CHECK (id > 0);
-- step 4: replace comment on policy app.documents.own          (policy/column_type_beneath/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON POLICY own ON app.documents IS 'each their own';
COMMIT;
-- checkpoint: sha256:bb

-- end of plan
