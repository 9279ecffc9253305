-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 3 create, 4 alter, 0 replace, 2 drop
-- destroys: position of identity public.u.id
-- proof:   passed, 9 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop identity public.u.id
--   locks: ACCESS EXCLUSIVE on identity public.u.id
--   locks: ACCESS EXCLUSIVE on table public.u
--   destroys: position of identity public.u.id
--   hazard: changes-sequence column public.u.id
ALTER TABLE public.u ALTER COLUMN id DROP IDENTITY;
-- step 2: drop sequence owned by public.t_id_seq
--   locks: SHARE ROW EXCLUSIVE on sequence public.t_id_seq
ALTER SEQUENCE public.t_id_seq OWNED BY NONE;
-- step 3: create owner of sequence public.t_id_seq             (sequence/stands_elsewhere/new.sql:4)
--   locks: ACCESS EXCLUSIVE on sequence public.t_id_seq
ALTER SEQUENCE public.t_id_seq OWNER TO postgres;
-- step 4: alter default public.t.id                            (sequence/stands_elsewhere/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table public.t
--   hazard: changes-sequence column public.t.id
--   expression: nextval('public.t_id_seq'::regclass) -> nextval('public.low'::regclass)
ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.low'::regclass);
-- step 5: create default public.u.id                           (sequence/stands_elsewhere/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY public.u ALTER COLUMN id SET DEFAULT nextval('public.low'::regclass);
-- step 6: alter column public.v.id                             (sequence/stands_elsewhere/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table public.v
--   scans: table public.v
--   hazard: depends-on-rows table public.v: no NULL in column public.v.id
--   asks: SELECT * FROM public.v WHERE id IS NULL
--   not_null: none -> true
ALTER TABLE public.v ALTER COLUMN id SET NOT NULL;
-- step 7: alter default public.v.id                            (sequence/stands_elsewhere/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
--   hazard: changes-sequence column public.v.id
--   expression: nextval('public.other'::regclass) -> nextval('public.low'::regclass)
ALTER TABLE ONLY public.v ALTER COLUMN id SET DEFAULT nextval('public.low'::regclass);
-- step 8: alter default public.w.id                            (sequence/stands_elsewhere/new.sql:7)
--   locks: ACCESS EXCLUSIVE on table public.w
--   expression: nextval('public.low'::regclass) -> (- nextval('public.low'::regclass))
ALTER TABLE ONLY public.w ALTER COLUMN id SET DEFAULT (- nextval('public.low'::regclass));
-- step 9: create default public.x.id                           (sequence/stands_elsewhere/new.sql:8)
--   locks: ACCESS EXCLUSIVE on table public.x
ALTER TABLE ONLY public.x ALTER COLUMN id SET DEFAULT nextval('public.low'::regclass);
COMMIT;
-- checkpoint

-- end of plan
