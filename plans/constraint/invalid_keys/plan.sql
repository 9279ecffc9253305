-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 6 create, 2 alter, 0 replace, 0 drop
-- proof:   passed, 11 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create constraint app.events_a.events_a_pkey         (constraint/invalid_keys/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.events_a
--   scans: table app.events_a
--   hazard: depends-on-rows table app.events_a: no two rows with the same (id, kind)
--   asks: SELECT id, kind, pg_catalog.count(*) FROM app.events_a GROUP BY id, kind HAVING pg_catalog.count(*) > 1
ALTER TABLE app.events_a ADD CONSTRAINT events_a_pkey PRIMARY KEY (id, kind);
-- step 2: create index attachment app.events_a_pkey            (constraint/invalid_keys/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.events_pkey ATTACH PARTITION app.events_a_pkey;
-- step 3: create constraint app.events_b.events_b_pkey         (constraint/invalid_keys/new.sql:5)
--   locks: ACCESS EXCLUSIVE on table app.events_b
ALTER TABLE ONLY app.events_b ADD CONSTRAINT events_b_pkey PRIMARY KEY (id, kind);
-- step 4: create index attachment app.events_b_pkey            (constraint/invalid_keys/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.events_pkey ATTACH PARTITION app.events_b_pkey;
-- step 5: create constraint app.events_c.events_c_pkey         (constraint/invalid_keys/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.events_c
--   scans: table app.events_c
--   hazard: depends-on-rows table app.events_c: no two rows with the same (id, kind)
--   asks: SELECT id, kind, pg_catalog.count(*) FROM app.events_c GROUP BY id, kind HAVING pg_catalog.count(*) > 1
ALTER TABLE app.events_c ADD CONSTRAINT events_c_pkey PRIMARY KEY (id, kind);
-- step 6: create index attachment app.events_c_pkey            (constraint/invalid_keys/new.sql:6)
--   locks: ACCESS EXCLUSIVE on table app.events
ALTER INDEX app.events_b_pkey ATTACH PARTITION app.events_c_pkey;
-- step 7: create table app.notes                               (constraint/invalid_keys/new.sql:10)
--   locks: SHARE ROW EXCLUSIVE on table app.events
--   locks: SHARE ROW EXCLUSIVE on table app.events_a
--   locks: SHARE ROW EXCLUSIVE on table app.events_b
--   locks: SHARE ROW EXCLUSIVE on table app.events_c
CREATE TABLE app.notes (
    id integer,
    kind text,
    CONSTRAINT notes_id_kind_fkey FOREIGN KEY (id, kind) REFERENCES app.events(id, kind)
);
-- step 8: create constraint app.events_b.events_b_kind_id_key  (constraint/invalid_keys/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.events_b ADD CONSTRAINT events_b_kind_id_key UNIQUE (kind, id);
-- step 9: create index attachment app.events_b_kind_id_key     (constraint/invalid_keys/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.events_unique ATTACH PARTITION app.events_b_kind_id_key;
-- step 10: create constraint app.events_c.events_c_kind_id_key  (constraint/invalid_keys/new.sql:6)
--   scans: table app.events_c
--   hazard: depends-on-rows table app.events_c: no two rows with the same (kind, id)
--   asks: SELECT kind, id, pg_catalog.count(*) FROM app.events_c GROUP BY kind, id HAVING pg_catalog.count(*) > 1
ALTER TABLE app.events_c ADD CONSTRAINT events_c_kind_id_key UNIQUE (kind, id);
-- step 11: create index attachment app.events_c_kind_id_key    (constraint/invalid_keys/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
ALTER INDEX app.events_b_kind_id_key ATTACH PARTITION app.events_c_kind_id_key;
COMMIT;
-- checkpoint

-- end of plan
