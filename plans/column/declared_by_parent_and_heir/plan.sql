-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 2 create, 0 alter, 3 replace, 10 drop
-- destroys: column app.a.b
-- destroys: column app.c.b
-- destroys: column app.d.b
-- destroys: column app.e.b
-- destroys: column app.p.b
-- destroys: column app.q.b
-- destroys: column app.y.old_name
-- destroys: column app.y.value
-- destroys: column app.z.old_name
-- destroys: column app.z.value
-- proof:   passed, 15 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop index app.a_b
--   locks: ACCESS EXCLUSIVE on index app.a_b
--   locks: ACCESS EXCLUSIVE on table app.a
DROP INDEX app.a_b;
-- step 2: drop policy app.c.c_policy
--   locks: ACCESS EXCLUSIVE on table app.c
DROP POLICY c_policy ON app.c;
-- step 3: drop index app.d_b
--   locks: ACCESS EXCLUSIVE on index app.d_b
--   locks: ACCESS EXCLUSIVE on table app.d
DROP INDEX app.d_b;
-- step 4: drop column app.p.b
--   locks: ACCESS EXCLUSIVE on table app.e
--   locks: ACCESS EXCLUSIVE on table app.kept
--   locks: ACCESS EXCLUSIVE on table app.p
--   destroys: column app.p.b
ALTER TABLE app.p DROP COLUMN b;
-- step 5: drop column app.c.b
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.c.b
ALTER TABLE app.c DROP COLUMN b;
-- step 6: drop column app.a.b
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.a.b
ALTER TABLE app.a DROP COLUMN b;
-- step 7: drop column app.q.b
--   locks: ACCESS EXCLUSIVE on table app.q
--   destroys: column app.q.b
ALTER TABLE app.q DROP COLUMN b;
-- step 8: drop column app.e.b
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.e.b
ALTER TABLE app.e DROP COLUMN b;
-- step 9: drop column app.z.old_name
--   locks: ACCESS EXCLUSIVE on table app.y
--   locks: ACCESS EXCLUSIVE on table app.z
--   destroys: column app.z.old_name
ALTER TABLE app.z DROP COLUMN old_name;
-- step 10: drop column app.y.old_name
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.y.old_name
ALTER TABLE app.y DROP COLUMN old_name;
-- step 11: drop column app.z.value
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.z.value
ALTER TABLE app.z DROP COLUMN value;
-- step 12: drop column app.y.value
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.y.value
ALTER TABLE app.y DROP COLUMN value;
-- step 13: replace policy app.c.c_policy                       (column/declared_by_parent_and_heir/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE POLICY c_policy ON app.c USING (id > 0);
-- step 14: alter table app.y                                   (column/declared_by_parent_and_heir/new.sql:15)
--   locks: nothing more than earlier steps of this transaction
--   create column app.y.new_name
--   replace column app.y.value
ALTER TABLE app.y
    ADD COLUMN new_name integer,
    ADD COLUMN value boolean[];
-- step 15: alter table app.z                                   (column/declared_by_parent_and_heir/new.sql:14)
--   locks: nothing more than earlier steps of this transaction
--   create column app.z.new_name
--   replace column app.z.value
ALTER TABLE app.z
    ADD COLUMN new_name integer,
    ADD COLUMN value boolean[];
COMMIT;
-- checkpoint

-- end of plan
