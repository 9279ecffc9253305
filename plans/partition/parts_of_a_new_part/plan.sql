-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 5 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 25 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create table public.e1                               (partition/parts_of_a_new_part/new.sql:4)
--   locks: nothing that existed before
CREATE TABLE public.e1 (
    id integer NOT NULL,
    r text NOT NULL
)
PARTITION BY LIST (r);
-- step 2: create table public.e11                              (partition/parts_of_a_new_part/new.sql:5)
--   locks: nothing that existed before
CREATE TABLE public.e11 (
    id integer NOT NULL,
    r text NOT NULL
);
-- step 3: create partition public.e11                          (partition/parts_of_a_new_part/new.sql:5)
--   locks: nothing that existed before
ALTER TABLE ONLY public.e1 ATTACH PARTITION public.e11 FOR VALUES IN ('x');
-- step 4: create table public.e12                              (partition/parts_of_a_new_part/new.sql:6)
--   locks: nothing that existed before
CREATE TABLE public.e12 (
    id integer NOT NULL,
    r text NOT NULL
)
PARTITION BY LIST (r);
-- step 5: create partition public.e12                          (partition/parts_of_a_new_part/new.sql:6)
--   locks: nothing that existed before
ALTER TABLE ONLY public.e1 ATTACH PARTITION public.e12 FOR VALUES IN ('y', 'z');
-- step 6: create constraint public.e1.e1_pkey                  (partition/parts_of_a_new_part/new.sql:4)
--   locks: nothing that existed before
ALTER TABLE ONLY public.e1 ADD CONSTRAINT e1_pkey PRIMARY KEY (id, r);
-- step 7: create index public.e1_id_idx                        (partition/parts_of_a_new_part/new.sql:4)
--   locks: nothing that existed before
CREATE INDEX e1_id_idx ON ONLY public.e1 USING btree (id);
-- step 8: create constraint public.e11.e11_pkey                (partition/parts_of_a_new_part/new.sql:5)
--   locks: nothing that existed before
ALTER TABLE public.e11 ADD CONSTRAINT e11_pkey PRIMARY KEY (id, r);
-- step 9: create index public.e11_id_idx                       (partition/parts_of_a_new_part/new.sql:5)
--   locks: nothing that existed before
CREATE INDEX e11_id_idx ON public.e11 USING btree (id);
-- step 10: create index attachment public.e11_id_idx           (partition/parts_of_a_new_part/new.sql:5)
--   locks: nothing that existed before
ALTER INDEX public.e1_id_idx ATTACH PARTITION public.e11_id_idx;
-- step 11: create index attachment public.e11_pkey             (partition/parts_of_a_new_part/new.sql:5)
--   locks: nothing that existed before
ALTER INDEX public.e1_pkey ATTACH PARTITION public.e11_pkey;
-- step 12: create table public.e121                            (partition/parts_of_a_new_part/new.sql:7)
--   locks: nothing that existed before
CREATE TABLE public.e121 (
    id integer NOT NULL,
    r text NOT NULL
);
-- step 13: create partition public.e121                        (partition/parts_of_a_new_part/new.sql:7)
--   locks: nothing that existed before
ALTER TABLE ONLY public.e12 ATTACH PARTITION public.e121 FOR VALUES IN ('y');
-- step 14: create constraint public.e12.e12_pkey               (partition/parts_of_a_new_part/new.sql:6)
--   locks: nothing that existed before
ALTER TABLE ONLY public.e12 ADD CONSTRAINT e12_pkey PRIMARY KEY (id, r);
-- step 15: create index public.e12_id_idx                      (partition/parts_of_a_new_part/new.sql:6)
--   locks: nothing that existed before
CREATE INDEX e12_id_idx ON ONLY public.e12 USING btree (id);
-- step 16: create index attachment public.e12_id_idx           (partition/parts_of_a_new_part/new.sql:6)
--   locks: nothing that existed before
ALTER INDEX public.e1_id_idx ATTACH PARTITION public.e12_id_idx;
-- step 17: create index attachment public.e12_pkey             (partition/parts_of_a_new_part/new.sql:6)
--   locks: nothing that existed before
ALTER INDEX public.e1_pkey ATTACH PARTITION public.e12_pkey;
-- step 18: create constraint public.e121.e121_pkey             (partition/parts_of_a_new_part/new.sql:7)
--   locks: nothing that existed before
ALTER TABLE public.e121 ADD CONSTRAINT e121_pkey PRIMARY KEY (id, r);
-- step 19: create index public.e121_id_idx                     (partition/parts_of_a_new_part/new.sql:7)
--   locks: nothing that existed before
CREATE INDEX e121_id_idx ON public.e121 USING btree (id);
-- step 20: create index attachment public.e121_id_idx          (partition/parts_of_a_new_part/new.sql:7)
--   locks: nothing that existed before
ALTER INDEX public.e12_id_idx ATTACH PARTITION public.e121_id_idx;
-- step 21: create index attachment public.e121_pkey            (partition/parts_of_a_new_part/new.sql:7)
--   locks: nothing that existed before
ALTER INDEX public.e12_pkey ATTACH PARTITION public.e121_pkey;
-- step 22: create partition public.e1                          (partition/parts_of_a_new_part/new.sql:4)
--   locks: SHARE UPDATE EXCLUSIVE on index public.i
--   locks: SHARE UPDATE EXCLUSIVE on table public.e
ALTER TABLE ONLY public.e ATTACH PARTITION public.e1 FOR VALUES IN ('x', 'y', 'z');
-- step 23: create table public.e2                              (partition/parts_of_a_new_part/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE public.e2 (
    id integer NOT NULL,
    r text NOT NULL,
    CONSTRAINT e2_pkey PRIMARY KEY (id, r)
)
PARTITION BY LIST (r);
-- step 24: create index public.e2_id_idx                       (partition/parts_of_a_new_part/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
CREATE INDEX e2_id_idx ON public.e2 USING btree (id);
-- step 25: create partition public.e2                          (partition/parts_of_a_new_part/new.sql:9)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY public.e ATTACH PARTITION public.e2 DEFAULT;
COMMIT;
-- checkpoint

-- end of plan
