-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 11 alter, 1 replace, 0 drop
-- proof:   passed, 15 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: replace domain public.word
--   locks: nothing that existed before
ALTER DOMAIN public.word RENAME TO word__pgplumb_old;
-- step 2: replace domain public.word                           (column/type_keeps_what_it_resets/new.sql:13)
--   locks: nothing that existed before
CREATE DOMAIN public.word AS text;
-- step 3: alter column public.p.v                              (column/type_keeps_what_it_resets/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table public.p
--   locks: ACCESS EXCLUSIVE on table public.p1
--   locks: ACCESS EXCLUSIVE on table public.p2
--   type: character varying(5) -> text
ALTER TABLE public.p ALTER COLUMN v TYPE text;
-- step 4: alter column public.p1.v                             (column/type_keeps_what_it_resets/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
--   type: character varying(5) -> text
ALTER TABLE ONLY public.p1
    ALTER COLUMN v SET STORAGE MAIN,
    ALTER COLUMN v SET COMPRESSION pglz;
-- step 5: alter column public.t.a                              (column/type_keeps_what_it_resets/new.sql:1)
--   locks: ACCESS EXCLUSIVE on table public.t
--   type: text -> character varying
ALTER TABLE public.t ALTER COLUMN a TYPE character varying;
ALTER TABLE ONLY public.t ALTER COLUMN a SET COMPRESSION pglz;
-- step 6: alter column public.t.b                              (column/type_keeps_what_it_resets/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
--   type: character varying(10) -> text
ALTER TABLE public.t ALTER COLUMN b TYPE text;
ALTER TABLE ONLY public.t
    ALTER COLUMN b SET STORAGE EXTERNAL,
    ALTER COLUMN b SET COMPRESSION pglz;
-- step 7: alter table public.t                                 (column/type_keeps_what_it_resets/new.sql:1)
--   locks: ACCESS EXCLUSIVE on index public.i
--   locks: SHARE on table public.t
--   scans: table public.t
--   rewrites: table public.t
--   alter column public.t.c
--     type: integer -> bigint
--   alter column public.t.d
--     type: integer -> bigint
ALTER TABLE public.t
    ALTER COLUMN c TYPE bigint,
    ALTER COLUMN d TYPE bigint;
-- step 8: alter column public.t.e                              (column/type_keeps_what_it_resets/new.sql:1)
--   locks: nothing more than earlier steps of this transaction
--   compression: none -> pglz
ALTER TABLE ONLY public.t ALTER COLUMN e SET COMPRESSION pglz;
-- step 9: alter index public.i                                 (column/type_keeps_what_it_resets/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX public.i ALTER COLUMN 1 SET STATISTICS 44;
-- step 10: alter statistics public.s                           (column/type_keeps_what_it_resets/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
ALTER STATISTICS public.s SET STATISTICS 55;
-- step 11: alter column public.u.w                             (column/type_keeps_what_it_resets/new.sql:14)
--   locks: ACCESS EXCLUSIVE on table public.u
--   hazard: depends-on-rows table public.u: every value of column public.u.w can become public.word
ALTER TABLE public.u ALTER COLUMN w TYPE public.word USING w::text::public.word;
ALTER TABLE ONLY public.u ALTER COLUMN w SET COMPRESSION pglz;
-- step 12: replace domain public.word                          (column/type_keeps_what_it_resets/new.sql:13)
--   locks: nothing more than earlier steps of this transaction
DROP DOMAIN public.word__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
