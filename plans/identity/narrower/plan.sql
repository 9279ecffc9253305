-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 6 alter, 0 replace, 0 drop
-- proof:   passed, 9 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: guard column app.emptied.id
--   locks: nothing that existed before
--   stops here if position of identity app.emptied.id would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.emptied_id_seq WHERE last_value > 32767 AND (is_called OR last_value <> 1)) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'position of identity app.emptied.id would be lost',
            HINT = 'give it limits that hold the numbers that it has handed out, or plan with --allow-destroy ''position of identity app.emptied.id'', and it begins anew';
    END IF;
END
$$;
-- step 2: alter column app.emptied.id                          (identity/narrower/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.emptied
--   locks: SHARE ROW EXCLUSIVE on identity app.emptied.id
--   scans: table app.emptied
--   rewrites: identity app.emptied.id
--   rewrites: table app.emptied
--   hazard: depends-on-rows table app.emptied: every value of column app.emptied.id can become smallint
--   asks: SELECT * FROM app.emptied WHERE id NOT BETWEEN -32768 AND 32767
--   type: bigint -> smallint
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.emptied_id_seq WHERE last_value NOT BETWEEN 1 AND 32767) THEN
        ALTER SEQUENCE app.emptied_id_seq MINVALUE 1 MAXVALUE 9223372036854775807 RESTART WITH 1;
    END IF;
END
$$;
ALTER TABLE app.emptied ALTER COLUMN id TYPE smallint;
-- step 3: guard column app.limited.id
--   locks: nothing more than earlier steps of this transaction
--   stops here if position of identity app.limited.id would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.limited_id_seq WHERE last_value > 9000 AND (is_called OR last_value <> 100)) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'position of identity app.limited.id would be lost',
            HINT = 'give it limits that hold the numbers that it has handed out, or plan with --allow-destroy ''position of identity app.limited.id'', and it begins anew';
    END IF;
END
$$;
-- step 4: alter column app.limited.id                          (identity/narrower/new.sql:4)
--   locks: SHARE ROW EXCLUSIVE on identity app.limited.id
--   locks: ACCESS EXCLUSIVE on table app.limited
--   scans: table app.limited
--   rewrites: identity app.limited.id
--   rewrites: table app.limited
--   hazard: depends-on-rows table app.limited: every value of column app.limited.id can become smallint
--   asks: SELECT * FROM app.limited WHERE id NOT BETWEEN -32768 AND 32767
--   type: bigint -> smallint
DO $$
BEGIN
    IF EXISTS (SELECT FROM app.limited_id_seq WHERE last_value NOT BETWEEN 1 AND 9000) THEN
        ALTER SEQUENCE app.limited_id_seq MINVALUE 1 MAXVALUE 100000 RESTART WITH 100;
    END IF;
END
$$;
ALTER SEQUENCE app.limited_id_seq MAXVALUE 9000;
ALTER TABLE app.limited ALTER COLUMN id TYPE smallint;
-- step 5: alter identity app.limited.id                        (identity/narrower/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
--   generation: BY DEFAULT -> ALWAYS
--   data_type: bigint -> smallint
--   maximum: 100000 -> 9000
ALTER TABLE app.limited ALTER COLUMN id SET GENERATED ALWAYS;
-- step 6: alter table app.wider                                (identity/narrower/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.wider
--   locks: SHARE ROW EXCLUSIVE on identity app.wider.id
--   scans: table app.wider
--   rewrites: identity app.wider.id
--   rewrites: table app.wider
--   alter column app.wider.id
--     type: smallint -> bigint
--   alter identity app.wider.id
--     data_type: smallint -> bigint
--     maximum: 9000 -> 9223372036854775807
ALTER TABLE app.wider
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN id SET MAXVALUE 9223372036854775807;
COMMIT;
-- checkpoint

-- end of plan
