-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 6 replace, 0 drop
-- proof:   passed, 13 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.open
--   locks: ACCESS EXCLUSIVE on view app.open
DROP VIEW app.open;
-- step 2: drop index app.open_tickets
--   locks: ACCESS EXCLUSIVE on index app.open_tickets
--   locks: ACCESS EXCLUSIVE on table app.tickets
DROP INDEX app.open_tickets;
-- step 3: alter table app.tickets
--   locks: nothing more than earlier steps of this transaction
--   drop default app.tickets.history
--   drop default app.tickets.state
ALTER TABLE ONLY app.tickets
    ALTER COLUMN history DROP DEFAULT,
    ALTER COLUMN state DROP DEFAULT;
-- step 4: drop function app.is_open(app.status)
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.is_open(app.status);
-- step 5: replace enum app.status
--   locks: nothing more than earlier steps of this transaction
ALTER TYPE app.status RENAME TO status__pgplumb_old;
-- step 6: replace enum app.status                              (enum/labels_removed_and_moved/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
CREATE TYPE app.status AS ENUM (
    'closed',
    'open'
);
-- step 7: replace comment on enum app.status                   (enum/labels_removed_and_moved/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON TYPE app.status IS 'where a ticket stands';
-- step 8: replace function app.is_open(app.status)             (enum/labels_removed_and_moved/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.is_open(app.status) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$SELECT $1 = 'open'$$;
-- step 9: alter table app.tickets                              (enum/labels_removed_and_moved/new.sql:4)
--   locks: SHARE on table app.tickets
--   scans: table app.tickets
--   rewrites: table app.tickets
--   hazard: depends-on-rows table app.tickets: every value of column app.tickets.history can become app.status[]
--   hazard: depends-on-rows table app.tickets: every value of column app.tickets.state can become app.status
--   asks: SELECT * FROM app.tickets WHERE state::text NOT IN ('closed', 'open')
--   alter column app.tickets.history
--   alter column app.tickets.state
ALTER TABLE app.tickets
    ALTER COLUMN history TYPE app.status[] USING history::text[]::app.status[],
    ALTER COLUMN state TYPE app.status USING state::text::app.status;
-- step 10: alter table app.tickets                             (enum/labels_removed_and_moved/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   replace default app.tickets.history
--   replace default app.tickets.state
ALTER TABLE ONLY app.tickets
    ALTER COLUMN history SET DEFAULT '{open}'::app.status[],
    ALTER COLUMN state SET DEFAULT 'open'::app.status;
-- step 11: replace index app.open_tickets                      (enum/labels_removed_and_moved/new.sql:5)
--   scans: table app.tickets
CREATE INDEX open_tickets ON app.tickets USING btree (id) WHERE (state = 'open'::app.status);
-- step 12: replace view app.open                               (enum/labels_removed_and_moved/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.open AS
 SELECT tickets.id
   FROM app.tickets
  WHERE (tickets.state = 'open'::app.status);
-- step 13: replace enum app.status                             (enum/labels_removed_and_moved/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
DROP TYPE app.status__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
