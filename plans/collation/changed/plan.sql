-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 2 alter, 5 replace, 0 drop
-- proof:   passed, 15 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop index public.words_word
--   locks: ACCESS EXCLUSIVE on index public.words_word
--   locks: ACCESS EXCLUSIVE on table public.words
DROP INDEX public.words_word;
-- step 2: replace collation public.german
--   locks: nothing more than earlier steps of this transaction
ALTER COLLATION public.german RENAME TO german__pgplumb_old;
-- step 3: replace collation public.mixed
--   locks: nothing more than earlier steps of this transaction
ALTER COLLATION public.mixed RENAME TO mixed__pgplumb_old;
-- step 4: replace collation public.numeric_order
--   locks: nothing more than earlier steps of this transaction
ALTER COLLATION public.numeric_order RENAME TO numeric_order__pgplumb_old;
-- step 5: replace collation public.plain
--   locks: nothing more than earlier steps of this transaction
ALTER COLLATION public.plain RENAME TO plain__pgplumb_old;
-- step 6: replace collation public.german                      (collation/changed/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
CREATE COLLATION public.german (provider = icu, locale = 'de', deterministic = false);
-- step 7: replace collation public.mixed                       (collation/changed/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE COLLATION public.mixed (provider = libc, lc_collate = 'C.UTF-8', lc_ctype = 'C');
-- step 8: replace collation public.numeric_order               (collation/changed/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
CREATE COLLATION public.numeric_order (provider = icu, locale = 'de-u-kn-true');
-- step 9: replace collation public.plain                       (collation/changed/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
CREATE COLLATION public.plain (provider = icu, locale = 'de-AT');
-- step 10: alter table public.words                            (collation/changed/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
--   alter column public.words.number
--   alter column public.words.word
ALTER TABLE public.words
    ALTER COLUMN number TYPE text COLLATE public.numeric_order USING number::text::text,
    ALTER COLUMN word TYPE text COLLATE public.german USING word::text::text;
-- step 11: replace index public.words_word                     (collation/changed/new.sql:6)
--   locks: SHARE on table public.words
--   scans: table public.words
CREATE INDEX words_word ON public.words USING btree (word);
-- step 12: replace collation public.german                     (collation/changed/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
DROP COLLATION public.german__pgplumb_old;
-- step 13: replace collation public.mixed                      (collation/changed/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
DROP COLLATION public.mixed__pgplumb_old;
-- step 14: replace collation public.numeric_order              (collation/changed/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
DROP COLLATION public.numeric_order__pgplumb_old;
-- step 15: replace collation public.plain                      (collation/changed/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
DROP COLLATION public.plain__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
