-- pgplumb plan 1
-- server:  PostgreSQL 19
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 2 replace, 0 drop
-- destroys: table public.t
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop publication everything
--   locks: nothing that existed before
DROP PUBLICATION everything;
-- step 2: drop table public.t
--   locks: ACCESS EXCLUSIVE on table public.t
--   destroys: table public.t
DROP TABLE public.t;
-- step 3: replace table public.t                               (publication/excepted_is_made_again/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE public.t (
    id integer,
    day date
)
PARTITION BY RANGE (day);
-- step 4: replace publication everything                       (publication/excepted_is_made_again/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE PUBLICATION everything FOR ALL TABLES EXCEPT (TABLE ONLY public.t) WITH (publish = 'insert, update, delete, truncate');
COMMIT;
-- checkpoint

-- end of plan
