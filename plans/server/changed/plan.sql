-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 3 alter, 2 replace, 0 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop server by_type
--   locks: nothing that existed before
DROP SERVER by_type;
-- step 2: drop user mapping by_wrapper for gallery_app
--   locks: nothing that existed before
DROP USER MAPPING FOR gallery_app SERVER by_wrapper;
-- step 3: drop server by_wrapper
--   locks: nothing that existed before
DROP SERVER by_wrapper;
-- step 4: alter server by_options                              (server/changed/new.sql:4)
--   locks: nothing that existed before
--   options: {host=a, port=5432} -> {dbname=shop, host=b}
ALTER SERVER by_options OPTIONS (DROP port, ADD dbname 'shop', SET host 'b');
-- step 5: create comment on server by_options                  (server/changed/new.sql:4)
--   locks: nothing that existed before
COMMENT ON SERVER by_options IS 'the shop';
-- step 6: alter privileges on server by_options                (server/changed/new.sql:4)
--   locks: nothing that existed before
--   grants: none -> {<owner>=USAGE, gallery_reader=USAGE}
GRANT ALL ON FOREIGN SERVER by_options TO gallery_reader;
-- step 7: replace server by_type                               (server/changed/new.sql:7)
--   locks: nothing that existed before
CREATE SERVER by_type TYPE 'y' FOREIGN DATA WRAPPER other;
-- step 8: alter server by_version                              (server/changed/new.sql:3)
--   locks: nothing that existed before
--   version: 1 -> 2
ALTER SERVER by_version VERSION '2';
-- step 9: replace server by_wrapper                            (server/changed/new.sql:8)
--   locks: nothing that existed before
CREATE SERVER by_wrapper FOREIGN DATA WRAPPER postgres_fdw;
-- step 10: replace user mapping by_wrapper for gallery_app     (server/changed/new.sql:9)
--   locks: nothing that existed before
CREATE USER MAPPING FOR gallery_app SERVER by_wrapper OPTIONS ("user" 'me');
COMMIT;
-- checkpoint

-- end of plan
