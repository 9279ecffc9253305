-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 0 replace, 1 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop user mapping shop for gallery_reader
--   locks: nothing that existed before
DROP USER MAPPING FOR gallery_reader SERVER shop;
-- step 2: create user mapping shop for PUBLIC                  (user_mapping/changed/new.sql:4)
--   locks: nothing that existed before
CREATE USER MAPPING FOR PUBLIC SERVER shop;
-- step 3: alter user mapping shop for gallery_app              (user_mapping/changed/new.sql:3)
--   locks: nothing that existed before
--   options: {user=a} -> {password_required=false, user=b}
ALTER USER MAPPING FOR gallery_app SERVER shop OPTIONS (ADD password_required 'false', SET "user" 'b');
COMMIT;
-- checkpoint

-- end of plan
