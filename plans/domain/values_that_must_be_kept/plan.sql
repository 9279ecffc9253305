-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 3 replace, 0 drop
-- proof:   passed, 14 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: replace composite type public.measured
--   locks: nothing that existed before
ALTER TYPE public.measured RENAME TO measured__pgplumb_old;
-- step 2: replace domain public.amount
--   locks: nothing that existed before
ALTER DOMAIN public.amount RENAME TO amount__pgplumb_old;
-- step 3: replace domain public.code
--   locks: nothing that existed before
ALTER DOMAIN public.code RENAME TO code__pgplumb_old;
-- step 4: replace domain public.amount                         (domain/values_that_must_be_kept/new.sql:1)
--   locks: nothing that existed before
CREATE DOMAIN public.amount AS numeric(7,1);
-- step 5: replace domain public.code                           (domain/values_that_must_be_kept/new.sql:2)
--   locks: nothing that existed before
CREATE DOMAIN public.code AS character varying(4);
-- step 6: replace composite type public.measured               (domain/values_that_must_be_kept/new.sql:3)
--   locks: nothing that existed before
CREATE TYPE public.measured AS (
    value numeric(5,1),
    taken timestamp without time zone
);
-- step 7: guard column public.bills.codes
--   scans: table public.bills
--   stops here if values of column public.bills.codes would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.bills WHERE EXISTS (SELECT FROM (SELECT pg_catalog.unnest(codes) AS item) AS items WHERE item::character varying(4)::character varying(10) IS DISTINCT FROM item)) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.bills.codes would be lost',
            HINT = 'say how they become public.code[] with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.bills.codes''';
    END IF;
END
$$;
-- step 8: guard column public.bills.paid
--   scans: table public.bills
--   stops here if values of column public.bills.paid would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.bills WHERE paid::character varying(4)::character varying(20) IS DISTINCT FROM paid) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.bills.paid would be lost',
            HINT = 'say how they become public.code with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.bills.paid''';
    END IF;
END
$$;
-- step 9: guard column public.bills.readings
--   scans: table public.bills
--   stops here if values of column public.bills.readings would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.bills WHERE EXISTS (SELECT FROM (SELECT pg_catalog.unnest(readings) AS item) AS items WHERE item::text::public.measured::text::public.measured__pgplumb_old::text IS DISTINCT FROM item::text)) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.bills.readings would be lost',
            HINT = 'say how they become public.measured[] with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.bills.readings''';
    END IF;
END
$$;
-- step 10: guard column public.bills.total
--   scans: table public.bills
--   stops here if values of column public.bills.total would be lost
DO $$
BEGIN
    IF EXISTS (SELECT FROM public.bills WHERE total::numeric(7,1)::numeric IS DISTINCT FROM total) THEN
        RAISE EXCEPTION USING ERRCODE = 'GUARD',
            MESSAGE = 'values of column public.bills.total would be lost',
            HINT = 'say how they become public.amount with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy ''column public.bills.total''';
    END IF;
END
$$;
-- step 11: alter table public.bills                            (domain/values_that_must_be_kept/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table public.bills
--   scans: table public.bills
--   rewrites: table public.bills
--   hazard: depends-on-rows table public.bills: every value of column public.bills.codes can become public.code[]
--   hazard: depends-on-rows table public.bills: every value of column public.bills.paid can become public.code
--   hazard: depends-on-rows table public.bills: every value of column public.bills.readings can become public.measured[]
--   hazard: depends-on-rows table public.bills: every value of column public.bills.total can become public.amount
--   alter column public.bills.codes
--   alter column public.bills.paid
--     type: character varying(20) -> public.code
--   alter column public.bills.readings
--   alter column public.bills.total
ALTER TABLE public.bills
    ALTER COLUMN codes TYPE public.code[] USING codes::text[]::public.code[],
    ALTER COLUMN paid TYPE public.code USING paid::public.code,
    ALTER COLUMN readings TYPE public.measured[] USING readings::text[]::public.measured[],
    ALTER COLUMN total TYPE public.amount USING total::text::public.amount;
-- step 12: replace domain public.amount                        (domain/values_that_must_be_kept/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
DROP DOMAIN public.amount__pgplumb_old;
-- step 13: replace domain public.code                          (domain/values_that_must_be_kept/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
DROP DOMAIN public.code__pgplumb_old;
-- step 14: replace composite type public.measured              (domain/values_that_must_be_kept/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
DROP TYPE public.measured__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
