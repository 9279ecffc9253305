-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 7 alter, 1 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.adults
--   locks: ACCESS EXCLUSIVE on view app.adults
DROP VIEW app.adults;
-- step 2: guard column app.users.born
--   scans: table app.users
--   stops here if values of column app.users.born would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.users WHERE born::date::timestamp with time zone IS DISTINCT FROM born::timestamp with time zone) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column app.users.born would be lost',
            HINT = 'say how they become date with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column app.users.born''';
    END IF;
END
$$;
-- step 3: alter table app.users                                (column/types/new.sql:4)
--   locks: ACCESS EXCLUSIVE on index app.users_name
--   locks: ACCESS EXCLUSIVE on table app.users
--   scans: table app.users
--   rewrites: table app.users
--   hazard: depends-on-rows table app.users: every value of column app.users.active can become boolean
--   hazard: depends-on-rows table app.users: every value of column app.users.born can become date
--   hazard: depends-on-rows table app.users: every value of column app.users.scores can become bigint[]
--   alter column app.users.active
--     type: text -> boolean
--   alter column app.users.age
--     type: smallint -> integer
--   alter column app.users.born
--     type: text -> date
--   alter column app.users.id
--     type: integer -> bigint
--   alter column app.users.name
--     type: character varying(20) -> character varying(60)
--   alter column app.users.note
--     collation: none -> app.german
--   alter column app.users.scores
--     type: integer[] -> bigint[]
ALTER TABLE app.users
    ALTER COLUMN active TYPE boolean USING active::boolean,
    ALTER COLUMN age TYPE integer,
    ALTER COLUMN born TYPE date USING born::date,
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN name TYPE character varying(60),
    ALTER COLUMN note TYPE text COLLATE app.german,
    ALTER COLUMN scores TYPE bigint[];
-- step 4: replace view app.adults                              (column/types/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.adults AS
 SELECT users.id,
    users.name
   FROM app.users
  WHERE (users.age >= 18);
COMMIT;
-- checkpoint

-- end of plan
