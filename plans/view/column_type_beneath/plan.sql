-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 1 alter, 1 replace, 0 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop view app.adults
--   locks: ACCESS EXCLUSIVE on view app.adults
DROP VIEW app.adults;
-- step 2: alter column app.users.age                           (view/column_type_beneath/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app.users
--   scans: table app.users
--   rewrites: table app.users
--   type: integer -> bigint
ALTER TABLE app.users ALTER COLUMN age TYPE bigint;
-- step 3: replace view app.adults                              (view/column_type_beneath/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.adults WITH (security_barrier='true') AS
 SELECT users.id,
    users.name,
    users.age
   FROM app.users
  WHERE (users.age >= 18);
-- step 4: replace default app.adults.age                       (view/column_type_beneath/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.adults ALTER COLUMN age SET DEFAULT 18;
-- step 5: replace rule app.adults.add_adult                    (view/column_type_beneath/new.sql:8)
--   locks: ROW EXCLUSIVE on table app.users
CREATE RULE add_adult AS
    ON INSERT TO app.adults DO INSTEAD  INSERT INTO app.users (id, name, age)
  VALUES (new.id, new.name, new.age);
-- step 6: replace trigger app.adults.keep                      (view/column_type_beneath/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
CREATE TRIGGER keep INSTEAD OF DELETE ON app.adults FOR EACH ROW EXECUTE FUNCTION app.keep_adult();
-- step 7: replace privileges on view app.adults                (view/column_type_beneath/new.sql:4)
--   locks: nothing more than earlier steps of this transaction
GRANT SELECT, INSERT ON TABLE app.adults TO bob WITH GRANT OPTION;
COMMIT;
-- checkpoint

-- end of plan
