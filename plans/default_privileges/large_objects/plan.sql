-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 0 replace, 1 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop default privileges of gallery_app on large objects
--   locks: nothing that existed before
ALTER DEFAULT PRIVILEGES FOR ROLE gallery_app REVOKE ALL ON LARGE OBJECTS FROM PUBLIC;
-- step 2: create default privileges of alice on large objects
--   locks: nothing that existed before
ALTER DEFAULT PRIVILEGES FOR ROLE alice GRANT SELECT ON LARGE OBJECTS TO bob;
-- step 3: alter default privileges of postgres on large objects
--   locks: nothing that existed before
--   grants: {<owner>=SELECT,UPDATE, gallery_reader=SELECT} -> {<owner>=SELECT,UPDATE, gallery_reader=SELECT*,UPDATE*}
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT ALL ON LARGE OBJECTS TO gallery_reader WITH GRANT OPTION;
COMMIT;
-- checkpoint

-- end of plan
