-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 4 create, 1 alter, 0 replace, 2 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create sequence public.new_one                       (sequence/of_another_role/new.sql:3)
--   locks: nothing that existed before
CREATE SEQUENCE public.new_one;
-- step 2: create sequence owned by public.new_one              (sequence/of_another_role/new.sql:3)
--   locks: nothing that existed before
ALTER SEQUENCE public.new_one OWNER TO gallery_app;
ALTER SEQUENCE public.new_one OWNED BY public.t.v;
-- step 3: create table public.made                             (sequence/of_another_role/new.sql:13)
--   locks: nothing that existed before
CREATE TABLE public.made (
    k bigint DEFAULT nextval('public.kept'::regclass)
);
-- step 4: create owner of table public.made                    (sequence/of_another_role/new.sql:13)
--   locks: nothing that existed before
ALTER TABLE public.made OWNER TO gallery_app;
-- step 5: create sequence owned by public.kept                 (sequence/of_another_role/new.sql:11)
--   locks: ACCESS EXCLUSIVE on sequence public.kept
--   locks: SHARE ROW EXCLUSIVE on sequence public.kept
ALTER SEQUENCE public.kept OWNER TO gallery_app;
ALTER SEQUENCE public.kept OWNED BY public.made.k;
-- step 6: alter owner of table public.moves                    (sequence/of_another_role/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table public.moves
--   role: gallery_reader -> gallery_app
ALTER TABLE public.moves OWNER TO gallery_app;
-- step 7: create sequence owned by public.alone                (sequence/of_another_role/new.sql:8)
--   locks: ACCESS EXCLUSIVE on sequence public.alone
--   locks: SHARE ROW EXCLUSIVE on sequence public.alone
ALTER SEQUENCE public.alone OWNER TO gallery_app;
ALTER SEQUENCE public.alone OWNED BY public.moves.id;
COMMIT;
-- checkpoint

-- end of plan
