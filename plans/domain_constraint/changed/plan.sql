-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 1 replace, 1 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop domain constraint public.amount.positive
--   locks: nothing that existed before
ALTER DOMAIN public.amount DROP CONSTRAINT positive;
-- step 2: drop domain constraint public.amount.small
--   locks: nothing that existed before
ALTER DOMAIN public.amount DROP CONSTRAINT small;
-- step 3: create domain constraint public.amount.even          (domain_constraint/changed/new.sql:1)
--   locks: nothing that existed before
ALTER DOMAIN public.amount ADD CONSTRAINT even CHECK (((VALUE % 2) = 0));
-- step 4: replace domain constraint public.amount.positive     (domain_constraint/changed/new.sql:1)
--   locks: nothing that existed before
ALTER DOMAIN public.amount ADD CONSTRAINT positive CHECK ((VALUE >= 0));
-- step 5: alter domain constraint public.email.has_at          (domain_constraint/changed/new.sql:2)
--   locks: nothing that existed before
--   not_valid: true -> none
ALTER DOMAIN public.email VALIDATE CONSTRAINT has_at;
COMMIT;
-- checkpoint

-- end of plan
