-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 4 replace, 0 drop
-- proof:   passed, 11 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view public.totals
--   locks: ACCESS EXCLUSIVE on view public.totals
DROP VIEW public.totals;
-- step 2: drop default public.orders.total
--   locks: ACCESS EXCLUSIVE on table public.orders
ALTER TABLE ONLY public.orders ALTER COLUMN total DROP DEFAULT;
-- step 3: replace domain public.amount
--   locks: nothing more than earlier steps of this transaction
ALTER DOMAIN public.amount RENAME TO amount__pgplumb_old;
-- step 4: replace domain public.surname
--   locks: nothing more than earlier steps of this transaction
ALTER DOMAIN public.surname RENAME TO surname__pgplumb_old;
-- step 5: replace domain public.amount                         (domain/another_type/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
CREATE DOMAIN public.amount AS bigint
    CONSTRAINT amount_check CHECK ((VALUE > 0));
-- step 6: replace domain public.surname                        (domain/another_type/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE DOMAIN public.surname AS text COLLATE public.german;
-- step 7: alter table public.orders                            (domain/another_type/new.sql:4)
--   locks: SHARE on table public.orders
--   scans: table public.orders
--   rewrites: table public.orders
--   hazard: depends-on-rows table public.orders: every value of column public.orders.total can become public.amount
--   hazard: depends-on-rows table public.orders: every value of column public.orders.who can become public.surname
--   alter column public.orders.total
--   alter column public.orders.who
ALTER TABLE public.orders
    ALTER COLUMN total TYPE public.amount USING total::text::public.amount,
    ALTER COLUMN who TYPE public.surname USING who::text::public.surname;
-- step 8: replace default public.orders.total                  (domain/another_type/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY public.orders ALTER COLUMN total SET DEFAULT 1;
-- step 9: replace view public.totals                           (domain/another_type/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW public.totals AS
 SELECT orders.total
   FROM public.orders;
-- step 10: replace domain public.amount                        (domain/another_type/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
DROP DOMAIN public.amount__pgplumb_old;
-- step 11: replace domain public.surname                       (domain/another_type/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
DROP DOMAIN public.surname__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
