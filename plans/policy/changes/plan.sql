-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 3 replace, 0 drop
-- proof:   passed, 9 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop policy app.documents.adding
--   locks: ACCESS EXCLUSIVE on table app.documents
DROP POLICY adding ON app.documents;
-- step 2: drop policy app.documents.strict
--   locks: nothing more than earlier steps of this transaction
DROP POLICY strict ON app.documents;
-- step 3: drop policy app.documents.writing
--   locks: nothing more than earlier steps of this transaction
DROP POLICY writing ON app.documents;
-- step 4: replace policy app.documents.adding                  (policy/changes/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
CREATE POLICY adding ON app.documents FOR DELETE TO carol USING (true);
-- step 5: alter policy app.documents.for_all                   (policy/changes/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
--   roles: {alice} -> none
--   check: (id > 8) -> (id > 9)
ALTER POLICY for_all ON app.documents TO PUBLIC WITH CHECK (id > 9);
-- step 6: alter policy app.documents.own                       (policy/changes/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   using_expression: (owner = CURRENT_USER) -> (owner = SESSION_USER)
--   check: none -> ((owner = SESSION_USER) AND (NOT secret))
ALTER POLICY own ON app.documents USING (owner = SESSION_USER) WITH CHECK ((owner = SESSION_USER) AND (NOT secret));
-- step 7: alter policy app.documents.reading                   (policy/changes/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   roles: {alice, bob} -> {bob, carol}
--   using_expression: (NOT secret) -> ((NOT secret) OR (id < 10))
ALTER POLICY reading ON app.documents TO bob, carol USING ((NOT secret) OR (id < 10));
-- step 8: replace policy app.documents.strict                  (policy/changes/new.sql:10)
--   locks: nothing more than earlier steps of this transaction
CREATE POLICY strict ON app.documents AS RESTRICTIVE USING (id > 0);
-- step 9: replace policy app.documents.writing                 (policy/changes/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
CREATE POLICY writing ON app.documents FOR UPDATE USING (owner = CURRENT_USER);
COMMIT;
-- checkpoint

-- end of plan
