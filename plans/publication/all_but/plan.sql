-- pgplumb plan 1
-- server:  PostgreSQL 19
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 3 alter, 1 replace, 1 drop
-- destroys: table public.gone
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop publication listed
--   locks: nothing that existed before
DROP PUBLICATION listed;
-- step 2: alter publication everything                         (publication/all_but/new.sql:4)
--   locks: SHARE UPDATE EXCLUSIVE on table public."Audit log"
--   locks: SHARE UPDATE EXCLUSIVE on table public.gone
--   locks: SHARE UPDATE EXCLUSIVE on table public.t
--   except: {public.gone, public.t} -> {public."Audit log"}
--   all_sequences: none -> true
ALTER PUBLICATION everything SET ALL TABLES EXCEPT (TABLE ONLY public."Audit log"), ALL SEQUENCES;
-- step 3: drop table public.gone
--   locks: ACCESS EXCLUSIVE on table public.gone
--   destroys: table public.gone
DROP TABLE public.gone;
-- step 4: alter publication fewer                              (publication/all_but/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   all_tables: true -> none
ALTER PUBLICATION fewer SET ALL SEQUENCES;
-- step 5: replace publication listed                           (publication/all_but/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE PUBLICATION listed FOR ALL TABLES EXCEPT (TABLE ONLY public.t) WITH (publish = 'insert, update, delete, truncate');
-- step 6: alter publication more                               (publication/all_but/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   except: {public.t} -> none
ALTER PUBLICATION more SET ALL TABLES;
-- step 7: create publication new_one                           (publication/all_but/new.sql:8)
--   locks: nothing more than earlier steps of this transaction
CREATE PUBLICATION new_one FOR ALL TABLES EXCEPT (TABLE ONLY public."Audit log", TABLE ONLY public.t), ALL SEQUENCES WITH (publish = 'insert, update, delete, truncate');
COMMIT;
-- checkpoint

-- end of plan
