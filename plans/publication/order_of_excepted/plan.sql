-- pgplumb plan 1
-- server:  PostgreSQL 19
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 0 replace, 0 drop
-- proof:   passed, 1 statement

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter publication one_more                           (publication/order_of_excepted/new.sql:8)
--   locks: SHARE UPDATE EXCLUSIVE on table public.a
--   locks: SHARE UPDATE EXCLUSIVE on table public.ärger
--   locks: SHARE UPDATE EXCLUSIVE on table user.order
--   except: {public."ärger", public.a} -> {"user"."order", public."ärger", public.a}
ALTER PUBLICATION one_more SET ALL TABLES EXCEPT (TABLE ONLY "user"."order", TABLE ONLY public."ärger", TABLE ONLY public.a);
COMMIT;
-- checkpoint

-- end of plan
