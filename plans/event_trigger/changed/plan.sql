-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 3 replace, 0 drop
-- proof:   passed, 9 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop event trigger by_event
--   locks: nothing that existed before
DROP EVENT TRIGGER by_event;
-- step 2: drop event trigger by_function
--   locks: nothing that existed before
DROP EVENT TRIGGER by_function;
-- step 3: drop event trigger by_tags
--   locks: nothing that existed before
DROP EVENT TRIGGER by_tags;
-- step 4: replace event trigger by_event
--   locks: nothing that existed before
CREATE EVENT TRIGGER by_event ON ddl_command_end
    EXECUTE FUNCTION public.note();
-- step 5: replace event trigger by_function
--   locks: nothing that existed before
CREATE EVENT TRIGGER by_function ON ddl_command_end
    EXECUTE FUNCTION public.note_more();
-- step 6: alter event trigger by_state
--   locks: nothing that existed before
--   enabled: none -> ENABLE ALWAYS
ALTER EVENT TRIGGER by_state ENABLE ALWAYS;
-- step 7: replace event trigger by_tags
--   locks: nothing that existed before
CREATE EVENT TRIGGER by_tags ON ddl_command_end
    WHEN TAG IN ('CREATE TABLE')
    EXECUTE FUNCTION public.note();
-- step 8: create event trigger fresh
--   locks: nothing that existed before
CREATE EVENT TRIGGER fresh ON table_rewrite
    EXECUTE FUNCTION public.note();
ALTER EVENT TRIGGER fresh DISABLE;
COMMIT;
-- checkpoint

-- end of plan
