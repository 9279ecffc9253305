-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 11 replace, 19 drop
-- destroys: column Zone."A b".b
-- destroys: column Zone."A b".d
-- destroys: column app.m.b
-- destroys: column app.m.d
-- destroys: column app.other.b
-- destroys: column app.parent.b
-- destroys: column app.x.b
-- destroys: column app.y.b
-- destroys: column app.yy.b
-- destroys: column app.z.b
-- destroys: column app.z.d
-- destroys: column app.zz.b
-- destroys: column app.zz.d
-- proof:   passed, 28 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.z_gone
--   locks: ACCESS EXCLUSIVE on view app.z_gone
DROP VIEW app.z_gone;
-- step 2: drop view app.z_view
--   locks: ACCESS EXCLUSIVE on view app.z_view
DROP VIEW app.z_view;
-- step 3: drop column app.other.b
--   locks: ACCESS EXCLUSIVE on table app.other
--   locks: ACCESS EXCLUSIVE on table app.x
--   destroys: column app.other.b
ALTER TABLE app.other DROP COLUMN b;
-- step 4: drop index app.x_b
--   locks: ACCESS EXCLUSIVE on index app.x_b
DROP INDEX app.x_b;
-- step 5: drop constraint app.y.y_unique
--   locks: ACCESS EXCLUSIVE on table app.y
ALTER TABLE app.y DROP CONSTRAINT y_unique;
-- step 6: drop policy app.yy.yy_policy
--   locks: ACCESS EXCLUSIVE on table app.yy
DROP POLICY yy_policy ON app.yy;
-- step 7: drop index app.yy_b
--   locks: ACCESS EXCLUSIVE on index app.yy_b
DROP INDEX app.yy_b;
-- step 8: drop column app.parent.b
--   locks: ACCESS EXCLUSIVE on table app.parent
--   destroys: column app.parent.b
ALTER TABLE app.parent DROP COLUMN b;
-- step 9: drop policy app.z.z_policy
--   locks: ACCESS EXCLUSIVE on table app.z
DROP POLICY z_policy ON app.z;
-- step 10: drop trigger app.z.z_trigger
--   locks: nothing more than earlier steps of this transaction
DROP TRIGGER z_trigger ON app.z;
-- step 11: drop statistics app.z_statistics
--   locks: SHARE UPDATE EXCLUSIVE on table app.z
DROP STATISTICS app.z_statistics;
-- step 12: drop index app.a_b
--   locks: ACCESS EXCLUSIVE on index app.a_b
DROP INDEX app.a_b;
-- step 13: drop index app.z_b
--   locks: ACCESS EXCLUSIVE on index app.z_b
DROP INDEX app.z_b;
-- step 14: alter table app.z
--   locks: ACCESS EXCLUSIVE on table app.kinds
--   drop constraint app.z.z_fkey
--   drop constraint app.z.z_unique
ALTER TABLE app.z
    DROP CONSTRAINT z_fkey,
    DROP CONSTRAINT z_unique;
-- step 15: drop policy app.zz.zz_policy
--   locks: ACCESS EXCLUSIVE on table app.zz
DROP POLICY zz_policy ON app.zz;
-- step 16: drop index app.zz_b
--   locks: ACCESS EXCLUSIVE on index app.zz_b
DROP INDEX app.zz_b;
-- step 17: drop constraint app.zz.zz_check
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.zz DROP CONSTRAINT zz_check;
-- step 18: drop column app.m.d
--   locks: ACCESS EXCLUSIVE on table Zone."A b"
--   locks: ACCESS EXCLUSIVE on table app.m
--   destroys: column app.m.d
ALTER TABLE app.m DROP COLUMN d;
-- step 19: drop function app.z_sum()
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.z_sum();
-- step 20: drop column app.m.b
--   locks: nothing more than earlier steps of this transaction
--   destroys: column app.m.b
ALTER TABLE app.m DROP COLUMN b;
-- step 21: replace function app.z_sum()                        (column/dropped_beneath_what_heirs_have/new.sql:14)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.z_sum() RETURNS bigint
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT sum(z.c) AS sum
    FROM app.z;
END;
-- step 22: replace column app.other.b                          (column/dropped_beneath_what_heirs_have/new.sql:22)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.other ADD COLUMN b boolean[];
-- step 23: replace column app.parent.b                         (column/dropped_beneath_what_heirs_have/new.sql:18)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE app.parent ADD COLUMN b boolean[];
-- step 24: replace index app.x_b                               (column/dropped_beneath_what_heirs_have/new.sql:24)
--   locks: SHARE on table app.x
--   scans: table app.x
CREATE INDEX x_b ON app.x USING btree (b);
-- step 25: replace index app.yy_b                              (column/dropped_beneath_what_heirs_have/new.sql:21)
--   locks: SHARE on table app.yy
--   scans: table app.yy
CREATE INDEX yy_b ON app.yy USING btree (b);
-- step 26: replace trigger app.z.z_trigger                     (column/dropped_beneath_what_heirs_have/new.sql:13)
--   locks: SHARE ROW EXCLUSIVE on table app.z
CREATE TRIGGER z_trigger AFTER UPDATE OF c ON app.z FOR EACH ROW EXECUTE FUNCTION app.seen();
-- step 27: replace policy app.z.z_policy                       (column/dropped_beneath_what_heirs_have/new.sql:12)
--   locks: nothing more than earlier steps of this transaction
CREATE POLICY z_policy ON app.z USING (c > 0);
-- step 28: replace view app.z_view                             (column/dropped_beneath_what_heirs_have/new.sql:15)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.z_view AS
 SELECT z.k
   FROM app.z;
COMMIT;
-- checkpoint

-- end of plan
