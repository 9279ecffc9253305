-- pgplumb plan 1
-- server:  PostgreSQL 18
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 4 create, 0 alter, 0 replace, 0 drop
-- proof:   passed, 4 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: create column app.w.n                                (constraint/without_overlaps/new.sql:4)
--   locks: ACCESS EXCLUSIVE on table app.w
--   locks: ACCESS EXCLUSIVE on table app.w1
ALTER TABLE app.w ADD COLUMN n integer;
-- step 2: create table app.w2                                  (constraint/without_overlaps/new.sql:6)
--   locks: nothing more than earlier steps of this transaction
CREATE TABLE app.w2 (
    id int4range CONSTRAINT w_id_not_null NOT NULL,
    r daterange CONSTRAINT w_r_not_null NOT NULL,
    n integer
);
-- step 3: create partition app.w2                              (constraint/without_overlaps/new.sql:6)
--   locks: SHARE UPDATE EXCLUSIVE on table app.w
ALTER TABLE ONLY app.w ATTACH PARTITION app.w2 FOR VALUES IN ('[2,3)');
-- step 4: create constraint app.f.of_w                         (constraint/without_overlaps/new.sql:7)
--   locks: SHARE ROW EXCLUSIVE on table app.f
--   locks: SHARE ROW EXCLUSIVE on table app.w
--   locks: SHARE ROW EXCLUSIVE on table app.w1
--   scans: table app.f
--   hazard: depends-on-rows table app.f: every row has what constraint app.f.of_w refers to
ALTER TABLE app.f ADD CONSTRAINT of_w FOREIGN KEY (id, PERIOD r) REFERENCES app.w(id, PERIOD r);
COMMIT;
-- checkpoint

-- end of plan
