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
-- step 1: alter function app.gross(numeric, numeric)           (function/body_and_attributes/new.sql:4)
--   locks: nothing that existed before
--   arguments: net numeric, rate numeric DEFAULT 0.19 -> net numeric, rate numeric DEFAULT 0.21
--   body:  SELECT net * (1 + rate)  ->  SELECT round(net * (1 + rate), 2) 
--   volatility: none -> immutable
CREATE OR REPLACE FUNCTION app.gross(net numeric, rate numeric DEFAULT 0.21) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT round(net * (1 + rate), 2) $$;
-- step 2: alter function app.items(text)                       (function/body_and_attributes/new.sql:6)
--   locks: nothing that existed before
--   volatility: stable -> immutable
--   strict: none -> true
--   parallel: none -> safe
--   cost: 50 -> none
--   rows: 10 -> none
--   config: {search_path=app} -> {search_path=app, "Other Schema", ""}
ALTER FUNCTION app.items(text) IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 1000 SET search_path TO 'app', 'Other Schema', '';
-- step 3: alter function app.log(text)                         (function/body_and_attributes/new.sql:8)
--   locks: nothing that existed before
--   security_definer: true -> none
--   leakproof: true -> none
--   parallel: none -> restricted
--   cost: none -> 7
--   config: {search_path=app, public, work_mem=4MB} -> {work_mem=8MB, search_path=app, public, app.setting=it's}
ALTER FUNCTION app.log(text) SECURITY INVOKER NOT LEAKPROOF PARALLEL RESTRICTED COST 7 RESET ALL SET work_mem TO '8MB' SET search_path TO 'app', 'public' SET app.setting TO 'it''s';
COMMIT;
-- checkpoint

-- end of plan
