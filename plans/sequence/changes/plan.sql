-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 4 alter, 0 replace, 2 drop
-- destroys: position of sequence app.gone
-- destroys: position of sequence app.plain
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop sequence app.gone
--   locks: ACCESS EXCLUSIVE on sequence app.gone
--   destroys: position of sequence app.gone
DROP SEQUENCE app.gone;
-- step 2: alter sequence app.all_set                           (sequence/changes/new.sql:5)
--   locks: SHARE ROW EXCLUSIVE on sequence app.all_set
--   rewrites: sequence app.all_set
--   data_type: integer -> bigint
--   start: 10 -> 20
--   increment: 5 -> 1
--   minimum: 5 -> 1
--   maximum: 1000 -> 2000
--   cache: 3 -> 1
--   cycle: true -> none
ALTER SEQUENCE app.all_set AS bigint INCREMENT BY 1 MINVALUE 1 MAXVALUE 2000 START WITH 20 CACHE 1 NO CYCLE;
-- step 3: create sequence owned by app.free                    (sequence/changes/new.sql:9)
--   locks: SHARE ROW EXCLUSIVE on sequence app.free
ALTER SEQUENCE app.free OWNED BY app.users.id;
-- step 4: alter sequence app.light                             (sequence/changes/new.sql:6)
--   locks: ACCESS EXCLUSIVE on sequence app.light
--   rewrites: sequence app.light
--   persistence: unlogged -> none
ALTER SEQUENCE app.light SET LOGGED;
-- step 5: alter sequence owned by app.owned                    (sequence/changes/new.sql:8)
--   locks: SHARE ROW EXCLUSIVE on sequence app.owned
--   column: {app, users, id} -> {app, users, number}
ALTER SEQUENCE app.owned OWNED BY app.users.number;
-- step 6: alter sequence app.plain                             (sequence/changes/new.sql:4)
--   locks: SHARE ROW EXCLUSIVE on sequence app.plain
--   rewrites: sequence app.plain
--   destroys: position of sequence app.plain
--   data_type: bigint -> smallint
--   maximum: 9223372036854775807 -> 32767
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.plain WHERE last_value NOT BETWEEN 1 AND 32767) THEN
        ALTER SEQUENCE app.plain MINVALUE 1 MAXVALUE 9223372036854775807 RESTART WITH 1;
    END IF;
END
$$;
ALTER SEQUENCE app.plain AS smallint;
COMMIT;
-- checkpoint

-- end of plan
