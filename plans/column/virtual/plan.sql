-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 3 replace, 0 drop
-- destroys: column app.t.g
-- info:    table app.t keeps its columns in another order than the schema files: only writing it anew could change that
-- proof:   passed, 6 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.t
--   locks: ACCESS EXCLUSIVE on table app.t
--   destroys: column app.t.g
--   drop column app.t.g
--   drop column app.t.s
--   drop column app.t.v
ALTER TABLE app.t
    DROP COLUMN g,
    DROP COLUMN s,
    DROP COLUMN v;
-- step 2: alter column app.p.b                                 (column/virtual/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.p
--   generated: (a + 1) -> (a + 2)
ALTER TABLE ONLY app.p ALTER COLUMN b SET EXPRESSION AS ((a + 2));
-- step 3: alter column app.c.b                                 (column/virtual/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.c
--   generated: (a + 1) -> (a + 2)
ALTER TABLE ONLY app.c ALTER COLUMN b SET EXPRESSION AS ((a + 2));
-- step 4: alter column app.c2.b                                (column/virtual/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table app.c2
--   generated: (a + 5) -> (a + 6)
ALTER TABLE ONLY app.c2 ALTER COLUMN b SET EXPRESSION AS ((a + 6));
-- step 5: alter column app.t.e                                 (column/virtual/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   generated: (a + 1) -> (a + 2)
ALTER TABLE app.t ALTER COLUMN e SET EXPRESSION AS ((a + 2));
-- step 6: alter table app.t                                    (column/virtual/new.sql:4)
--   locks: SHARE on table app.t
--   scans: table app.t
--   rewrites: table app.t
--   replace column app.t.g
--   replace column app.t.s
--   replace column app.t.v
ALTER TABLE app.t
    ADD COLUMN g integer GENERATED ALWAYS AS ((a * 2)) VIRTUAL,
    ADD COLUMN s integer GENERATED ALWAYS AS ((a + 1)) VIRTUAL,
    ADD COLUMN v integer GENERATED ALWAYS AS ((a + 1)) STORED;
COMMIT;
-- checkpoint

-- end of plan
