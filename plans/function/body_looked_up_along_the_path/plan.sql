-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 9 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 12 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create sequence app.tickets                          (function/body_looked_up_along_the_path/new.sql:7)
--   locks: nothing that existed before
CREATE SEQUENCE app.tickets;
-- step 2: create function app.is_known(text)                   (function/body_looked_up_along_the_path/new.sql:17)
--   locks: nothing that existed before
CREATE FUNCTION app.is_known(which text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    RETURN EXISTS (SELECT FROM codes WHERE code = which);
END
$$;
-- step 3: create function app.pinned(bigint)                   (function/body_looked_up_along_the_path/new.sql:29)
--   locks: nothing that existed before
CREATE FUNCTION app.pinned(low bigint) RETURNS bigint
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'app'
    AS $$
BEGIN
    RETURN base(low);
END
$$;
-- step 4: create function app.spread(bigint, bigint)           (function/body_looked_up_along_the_path/new.sql:11)
--   locks: nothing that existed before
CREATE FUNCTION app.spread(low bigint, high bigint) RETURNS bigint
    LANGUAGE plpgsql IMMUTABLE
    AS $$
BEGIN
    RETURN base(high) - base(low);
END
$$;
-- step 5: create function app.ticket()                         (function/body_looked_up_along_the_path/new.sql:23)
--   locks: nothing that existed before
CREATE FUNCTION app.ticket() RETURNS bigint
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN nextval('tickets');
END
$$;
-- step 6: alter table app.events                               (function/body_looked_up_along_the_path/new.sql:35)
--   locks: ACCESS EXCLUSIVE on table app.events
--   scans: table app.events
--   rewrites: table app.events
--   hazard: depends-on-rows table app.events: every row satisfies constraint app.events.code_is_known
--   create column app.events.ticket
--   create constraint app.events.code_is_known
--   runs with search_path = app, public, since function app.ticket() names tickets without its schema
SET LOCAL search_path = app, public;
ALTER TABLE app.events
    ADD COLUMN ticket bigint DEFAULT app.ticket(),
    ADD CONSTRAINT code_is_known CHECK (app.is_known(code));
SET LOCAL search_path = '';
-- step 7: create index app.events_pinned                       (function/body_looked_up_along_the_path/new.sql:48)
--   scans: table app.events
CREATE INDEX events_pinned ON app.events USING btree (app.pinned(low));
-- step 8: create index app.lines_spread                        (function/body_looked_up_along_the_path/new.sql:46)
--   locks: SHARE on table app.lines
--   scans: table app.lines
--   runs with search_path = app, public, since function app.spread(bigint, bigint) names base without its schema
SET LOCAL search_path = app, public;
CREATE INDEX lines_spread ON app.lines USING btree (app.spread(low, high));
SET LOCAL search_path = '';
COMMIT;
-- checkpoint

-- end of plan
