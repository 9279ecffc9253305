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
-- step 1: alter view app.adults                                (view/options/new.sql:5)
--   locks: ACCESS EXCLUSIVE on view app.adults
--   options: {security_barrier=true} -> {security_invoker=true}
ALTER VIEW app.adults
    RESET (security_barrier),
    SET (security_invoker='true');
-- step 2: alter view app.children                              (view/options/new.sql:6)
--   locks: ACCESS EXCLUSIVE on view app.children
--   options: {check_option=local} -> {check_option=cascaded}
ALTER VIEW app.children SET (check_option='cascaded');
-- step 3: alter view app.named                                 (view/options/new.sql:7)
--   locks: ACCESS EXCLUSIVE on view app.named
--   definition:  SELECT users.id,\n    users.name\n   FROM app.users\n  WHERE (users.name IS NOT NULL) ->  SELECT users.id,\n    users.name\n   FROM app.users\n  WHERE (users.name <> ''::text)
--   options: {security_barrier=true, security_invoker=true} -> {security_barrier=false, security_invoker=true}
CREATE OR REPLACE VIEW app.named WITH (security_barrier='false', security_invoker='true') AS
 SELECT users.id,
    users.name
   FROM app.users
  WHERE (users.name <> ''::text);
COMMIT;
-- checkpoint

-- end of plan
