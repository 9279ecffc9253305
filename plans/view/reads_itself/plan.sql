-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 2 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create view app.loop                                 (view/reads_itself/new.sql:5)
--   locks: nothing that existed before
CREATE VIEW app.loop AS SELECT NULL::bigint AS id, NULL::text AS "the Name", NULL::text COLLATE "C" AS sorted;
CREATE OR REPLACE VIEW app.loop AS
 SELECT loop.id,
    loop."the Name",
    loop.sorted
   FROM app.loop;
COMMIT;
-- checkpoint

-- end of plan
