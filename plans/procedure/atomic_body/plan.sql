-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 3 alter, 0 replace, 0 drop
-- proof:   passed, 3 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter procedure app.note(text)                       (procedure/atomic_body/new.sql:4)
--   locks: ROW EXCLUSIVE on table app.log
--   sql_body: BEGIN ATOMIC\n INSERT INTO app.log (line)\n   VALUES (note.line);\nEND -> BEGIN ATOMIC\n INSERT INTO app.log (line)\n   VALUES (upper(note.line));\nEND
CREATE OR REPLACE PROCEDURE app.note(IN line text)
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO app.log (line)
   VALUES (upper(note.line));
END;
-- step 2: alter procedure app.run()                            (procedure/atomic_body/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   body:  BEGIN COMMIT; END  ->  BEGIN ROLLBACK; END 
CREATE OR REPLACE PROCEDURE app.run()
    LANGUAGE plpgsql
    AS $$ BEGIN ROLLBACK; END $$;
-- step 3: alter procedure app.twice(integer)                   (procedure/atomic_body/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   arguments: IN a integer DEFAULT 1 -> IN a integer DEFAULT 2
--   language: sql -> plpgsql
--   body: SELECT a -> BEGIN NULL; END
CREATE OR REPLACE PROCEDURE app.twice(IN a integer DEFAULT 2)
    LANGUAGE plpgsql
    AS $$BEGIN NULL; END$$;
COMMIT;
-- checkpoint

-- end of plan
