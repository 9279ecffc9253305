-- pgplumb plan 1
-- digest:  sha256:87fafb285d10fc94db3ff96c4baa71a5157942d74df67795d136b2f5880b23cc  of every byte below this line
-- from:    sha256:aa  the schema that this plan starts from
-- to:      sha256:bb  the schema that it leads to
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter sequence app.behind                            (sequence/other_limits/new.sql:3)
--   locks: SHARE ROW EXCLUSIVE on sequence app.behind
--   rewrites: sequence app.behind
--   start: 1 -> 600
--   minimum: 1 -> 500
--   maximum: 1000 -> 2000
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.behind WHERE last_value NOT BETWEEN 500 AND 2000) THEN
        ALTER SEQUENCE app.behind MINVALUE 1 MAXVALUE 2000 RESTART WITH 600;
    END IF;
END
$$;
ALTER SEQUENCE app.behind MINVALUE 500 MAXVALUE 2000 START WITH 600;
-- step 2: guard sequence app.inside
--   locks: nothing more than earlier steps of this transaction
--   stops here if position of sequence app.inside would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.inside WHERE last_value > 500 AND (is_called OR last_value <> 1)) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'position of sequence app.inside would be lost',
            HINT = 'give it limits that hold the numbers that it has handed out, or plan with --allow-destroy ''position of sequence app.inside'', and it begins anew';
    END IF;
END
$$;
-- step 3: alter sequence app.inside                            (sequence/other_limits/new.sql:4)
--   locks: SHARE ROW EXCLUSIVE on sequence app.inside
--   rewrites: sequence app.inside
--   start: 1 -> 5
--   minimum: 1 -> 5
--   maximum: 1000 -> 500
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.inside WHERE last_value NOT BETWEEN 5 AND 500) THEN
        ALTER SEQUENCE app.inside MINVALUE 1 MAXVALUE 1000 RESTART WITH 5;
    END IF;
END
$$;
ALTER SEQUENCE app.inside MINVALUE 5 MAXVALUE 500 START WITH 5;
COMMIT;
-- checkpoint: sha256:bb

-- end of plan
