-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 2 alter, 3 replace, 0 drop
-- proof:   passed, 29 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: replace range type public.span
--   locks: nothing that existed before
ALTER FUNCTION public.span(double precision, double precision) RENAME TO span__pgplumb_old;
ALTER FUNCTION public.span(double precision, double precision, text) RENAME TO span__pgplumb_old;
ALTER FUNCTION public.span_multirange() RENAME TO span_multirange__pgplumb_old;
ALTER FUNCTION public.span_multirange(public.span) RENAME TO span_multirange__pgplumb_old;
ALTER FUNCTION public.span_multirange(public.span[]) RENAME TO span_multirange__pgplumb_old;
ALTER TYPE public.span_multirange RENAME TO span_multirange__pgplumb_old;
ALTER TYPE public.span RENAME TO span__pgplumb_old;
-- step 2: replace range type public.times
--   locks: nothing that existed before
ALTER FUNCTION public.times(time without time zone, time without time zone) RENAME TO times__pgplumb_old;
ALTER FUNCTION public.times(time without time zone, time without time zone, text) RENAME TO times__pgplumb_old;
ALTER FUNCTION public.times_multirange() RENAME TO times_multirange__pgplumb_old;
ALTER FUNCTION public.times_multirange(public.times) RENAME TO times_multirange__pgplumb_old;
ALTER FUNCTION public.times_multirange(public.times[]) RENAME TO times_multirange__pgplumb_old;
ALTER TYPE public.times_multirange RENAME TO times_multirange__pgplumb_old;
ALTER TYPE public.times RENAME TO times__pgplumb_old;
-- step 3: replace range type public.words
--   locks: nothing that existed before
ALTER FUNCTION public.words(text, text) RENAME TO words__pgplumb_old;
ALTER FUNCTION public.words(text, text, text) RENAME TO words__pgplumb_old;
ALTER FUNCTION public.words_multirange() RENAME TO words_multirange__pgplumb_old;
ALTER FUNCTION public.words_multirange(public.words) RENAME TO words_multirange__pgplumb_old;
ALTER FUNCTION public.words_multirange(public.words[]) RENAME TO words_multirange__pgplumb_old;
ALTER TYPE public.words_multirange RENAME TO words_multirange__pgplumb_old;
ALTER TYPE public.words RENAME TO words__pgplumb_old;
-- step 4: replace range type public.span                       (range_type/changed/new.sql:2)
--   locks: nothing that existed before
CREATE TYPE public.span AS RANGE (
    subtype = numeric,
    multirange_type_name = public.span_multirange
);
-- step 5: replace range type public.words                      (range_type/changed/new.sql:3)
--   locks: nothing that existed before
CREATE TYPE public.words AS RANGE (
    subtype = text,
    subtype_opclass = pg_catalog.text_pattern_ops,
    collation = pg_catalog."POSIX",
    multirange_type_name = public.many_words
);
-- step 6: create function public.time_diff(time without time zone, time without time zone)  (range_type/changed/new.sql:1)
--   locks: nothing that existed before
CREATE FUNCTION public.time_diff(time without time zone, time without time zone) RETURNS double precision
    LANGUAGE sql IMMUTABLE
    AS $$SELECT extract(epoch FROM $1 - $2)::float8$$;
-- step 7: replace range type public.times                      (range_type/changed/new.sql:4)
--   locks: nothing that existed before
CREATE TYPE public.times AS RANGE (
    subtype = time without time zone,
    subtype_diff = public.time_diff,
    multirange_type_name = public.many_times
);
-- step 8: alter table public.shifts                            (range_type/changed/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table public.shifts
--   scans: table public.shifts
--   rewrites: table public.shifts
--   hazard: depends-on-rows table public.shifts: every value of column public.shifts.hours can become public.span
--   hazard: depends-on-rows table public.shifts: every value of column public.shifts.often can become public.span_multirange
--   alter column public.shifts.hours
--   alter column public.shifts.often
ALTER TABLE public.shifts
    ALTER COLUMN hours TYPE public.span USING hours::text::public.span,
    ALTER COLUMN often TYPE public.span_multirange USING often::text::public.span_multirange;
-- step 9: replace range type public.span                       (range_type/changed/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
DROP TYPE public.span__pgplumb_old;
-- step 10: replace range type public.times                     (range_type/changed/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
DROP TYPE public.times__pgplumb_old;
-- step 11: replace range type public.words                     (range_type/changed/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
DROP TYPE public.words__pgplumb_old;
COMMIT;
-- checkpoint

-- end of plan
