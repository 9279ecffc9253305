-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 2 replace, 0 drop
-- proof:   passed, 8 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop partition public.log_2
--   locks: ACCESS EXCLUSIVE on table public.log
--   locks: ACCESS EXCLUSIVE on table public.log_2
ALTER TABLE ONLY public.log DETACH PARTITION public.log_2;
-- step 2: alter trigger public.log.guard                       (partition_trigger/parent_changes/new.sql:7)
--   locks: SHARE ROW EXCLUSIVE on table public.log
--   locks: SHARE ROW EXCLUSIVE on table public.log_1
--   definition: CREATE TRIGGER guard BEFORE INSERT ON public.log FOR EACH ROW EXECUTE FUNCTION public.f() -> CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON public.log FOR EACH ROW EXECUTE FUNCTION public.f()
CREATE OR REPLACE TRIGGER guard BEFORE INSERT OR UPDATE ON public.log FOR EACH ROW EXECUTE FUNCTION public.f();
ALTER TABLE public.log_1 DISABLE TRIGGER guard;
-- step 3: replace partition public.log_2                       (partition_trigger/parent_changes/new.sql:5)
--   locks: SHARE ROW EXCLUSIVE on table public.log_2
--   locks: SHARE UPDATE EXCLUSIVE on table public.log
--   scans: table public.log_2
--   hazard: depends-on-rows table public.log_2: every row belongs FOR VALUES FROM ('2026-01-01') TO ('2026-09-01') into table public.log
--   asks: SELECT * FROM public.log_2 WHERE NOT (at IS NOT NULL AND at >= '2026-01-01' AND at < '2026-09-01')
ALTER TABLE ONLY public.log ATTACH PARTITION public.log_2 FOR VALUES FROM ('2026-01-01') TO ('2026-09-01');
-- step 4: replace partition trigger public.log_2.guard         (partition_trigger/parent_changes/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.log_2 DISABLE TRIGGER guard;
-- step 5: create table public.log_3                            (partition_trigger/parent_changes/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE public.log_3 (
    id integer NOT NULL,
    at date NOT NULL
);
-- step 6: create partition public.log_3                        (partition_trigger/parent_changes/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY public.log ATTACH PARTITION public.log_3 FOR VALUES FROM ('2027-01-01') TO ('2027-06-01');
-- step 7: create partition trigger public.log_3.guard          (partition_trigger/parent_changes/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE public.log_3 ENABLE ALWAYS TRIGGER guard;
COMMIT;
-- checkpoint

-- end of plan
