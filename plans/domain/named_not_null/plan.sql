-- pgplumb plan 1
-- server:  PostgreSQL 17
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter domain app.named                               (domain/named_not_null/new.sql:5)
--   locks: nothing that existed before
--   not_null_name: old_name -> new_name
ALTER DOMAIN app.named RENAME CONSTRAINT old_name TO new_name;
-- step 2: create comment on constraint new_name of domain app.named  (domain/named_not_null/new.sql:5)
--   locks: nothing that existed before
COMMENT ON CONSTRAINT new_name ON DOMAIN app.named IS 'why';
-- step 3: alter domain app.open                                (domain/named_not_null/new.sql:7)
--   locks: nothing that existed before
--   not_null: none -> true
--   not_null_name: none -> comes
ALTER DOMAIN app.open ADD CONSTRAINT comes NOT NULL;
-- step 4: alter domain app.plain                               (domain/named_not_null/new.sql:4)
--   locks: nothing that existed before
--   not_null_name: none -> its_name
ALTER DOMAIN app.plain RENAME CONSTRAINT plain_not_null TO its_name;
COMMIT;
-- checkpoint

-- end of plan
