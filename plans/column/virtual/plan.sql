-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 7 replace, 0 drop
-- destroys: column app.t.g
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop column app.p.b
--   locks: ACCESS EXCLUSIVE on table app.c
--   locks: ACCESS EXCLUSIVE on table app.c2
--   locks: ACCESS EXCLUSIVE on table app.p
ALTER TABLE app.p DROP COLUMN b;
-- step 2: drop column app.c2.b
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.c2 DROP COLUMN b;
-- step 3: alter table app.t
--   locks: ACCESS EXCLUSIVE on table app.t
--   destroys: column app.t.g
--   drop column app.t.e
--   drop column app.t.g
--   drop column app.t.s
--   drop column app.t.v
ALTER TABLE app.t
    DROP COLUMN e,
    DROP COLUMN g,
    DROP COLUMN s,
    DROP COLUMN v;
-- step 4: replace column app.c2.b                              (column/virtual/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.c2 ADD COLUMN b integer GENERATED ALWAYS AS ((a + 6)) VIRTUAL;
-- step 5: replace column app.p.b                               (column/virtual/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.p ADD COLUMN b integer GENERATED ALWAYS AS ((a + 2)) VIRTUAL;
-- step 6: alter table app.t                                    (column/virtual/new.sql:4)
--   locks: SHARE on table app.t
--   scans: table app.t
--   rewrites: table app.t
--   replace column app.t.e
--   replace column app.t.g
--   replace column app.t.s
--   replace column app.t.v
ALTER TABLE app.t
    ADD COLUMN e integer GENERATED ALWAYS AS ((a + 2)) VIRTUAL,
    ADD COLUMN g integer GENERATED ALWAYS AS ((a * 2)) VIRTUAL,
    ADD COLUMN s integer GENERATED ALWAYS AS ((a + 1)) VIRTUAL,
    ADD COLUMN v integer GENERATED ALWAYS AS ((a + 1)) STORED;
COMMIT;
-- checkpoint

-- end of plan
