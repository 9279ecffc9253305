-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 8 replace, 0 drop
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop constraint app.changing.shape
--   locks: ACCESS EXCLUSIVE on table app.changing
ALTER TABLE app.changing DROP CONSTRAINT shape;
-- step 2: alter table app.tags
--   locks: ACCESS EXCLUSIVE on table app.tags
--   drop constraint app.tags.one
--   drop constraint app.tags.two
ALTER TABLE app.tags
    DROP CONSTRAINT one,
    DROP CONSTRAINT two;
-- step 3: alter table app.users
--   locks: ACCESS EXCLUSIVE on table app.users
--   drop constraint app.users.adult
--   drop constraint app.users.apart
--   drop constraint app.users.email_once
--   drop constraint app.users.from_parent
--   drop constraint app.users.users_key
ALTER TABLE app.users
    DROP CONSTRAINT adult,
    DROP CONSTRAINT apart,
    DROP CONSTRAINT email_once,
    DROP CONSTRAINT from_parent,
    DROP CONSTRAINT users_key;
-- step 4: replace constraint app.changing.shape                (constraint/changes/new.sql:17)
--   locks: SHARE on table app.changing
--   scans: table app.changing
--   hazard: depends-on-rows table app.changing: no two rows with the same (a)
--   asks: SELECT a, pg_catalog.count(*) FROM app.changing WHERE a IS NOT NULL GROUP BY a HAVING pg_catalog.count(*) > 1
ALTER TABLE app.changing ADD CONSTRAINT shape UNIQUE (a);
-- step 5: alter table app.tags                                 (constraint/changes/new.sql:16)
--   locks: SHARE ROW EXCLUSIVE on table app.tags
--   scans: table app.tags
--   replace constraint app.tags.one
--   replace constraint app.tags.two
ALTER TABLE app.tags
    ADD CONSTRAINT one UNIQUE (a) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT two UNIQUE (b);
-- step 6: alter table app.users                                (constraint/changes/new.sql:5)
--   locks: SHARE ROW EXCLUSIVE on table app.users
--   scans: table app.users
--   hazard: depends-on-rows table app.users: every row satisfies constraint app.users.adult
--   asks: SELECT * FROM app.users WHERE NOT ((age >= 21))
--   hazard: depends-on-rows table app.users: no two rows that constraint app.users.apart excludes
--   hazard: depends-on-rows table app.users: no two rows with the same (email)
--   asks: SELECT email, pg_catalog.count(*) FROM app.users GROUP BY email HAVING pg_catalog.count(*) > 1
--   hazard: depends-on-rows table app.users: every row satisfies constraint app.users.has_name
--   asks: SELECT * FROM app.users WHERE NOT ((email <> ''::text))
--   hazard: depends-on-rows table app.users: no two rows with the same (id)
--   asks: SELECT id, pg_catalog.count(*) FROM app.users GROUP BY id HAVING pg_catalog.count(*) > 1
--   hazard: depends-on-rows table app.users: every (parent) is in table app.users
--   asks: SELECT f.* FROM app.users f WHERE f.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM app.users r WHERE r.id = f.parent)
--   replace constraint app.users.adult
--   replace constraint app.users.apart
--   replace constraint app.users.email_once
--   alter constraint app.users.from_country
--     deferrable: none -> true
--     deferred: none -> true
--   alter constraint app.users.has_name
--     not_valid: true -> none
--   replace constraint app.users.users_key
--   replace constraint app.users.from_parent
ALTER TABLE app.users
    ADD CONSTRAINT adult CHECK ((age >= 21)) NO INHERIT,
    ADD CONSTRAINT apart EXCLUDE USING gist (span WITH -|-),
    ADD CONSTRAINT email_once UNIQUE NULLS NOT DISTINCT (email),
    CLUSTER ON email_once,
    ALTER CONSTRAINT from_country DEFERRABLE INITIALLY DEFERRED,
    VALIDATE CONSTRAINT has_name,
    ADD CONSTRAINT users_key PRIMARY KEY (id) INCLUDE (email),
    ADD CONSTRAINT from_parent FOREIGN KEY (parent) REFERENCES app.users(id) ON DELETE SET NULL (parent);
COMMIT;
-- checkpoint

-- end of plan
