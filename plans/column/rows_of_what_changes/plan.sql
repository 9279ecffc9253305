-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 1 alter, 6 replace, 1 drop
-- destroys: column app.drawing.origin
-- destroys: column app.shape.corner
-- destroys: column app.shape.corners
-- destroys: column app.shape.edge
-- destroys: column app.shape.edges
-- proof:   passed, 9 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop column app.drawing.origin
--   locks: ACCESS EXCLUSIVE on table app.drawing
--   destroys: column app.drawing.origin
ALTER TABLE app.drawing DROP COLUMN origin;
-- step 2: alter table app.shape
--   locks: ACCESS EXCLUSIVE on table app.shape
--   destroys: column app.shape.corner, column app.shape.corners, column app.shape.edge, column app.shape.edges
--   drop column app.shape.corner
--   drop column app.shape.corners
--   drop column app.shape.edge
--   drop column app.shape.edges
ALTER TABLE app.shape
    DROP COLUMN corner,
    DROP COLUMN corners,
    DROP COLUMN edge,
    DROP COLUMN edges;
-- step 3: drop function app.length(app.line)
--   locks: nothing more than earlier steps of this transaction
DROP FUNCTION app.length(app.line);
-- step 4: drop view app.line
--   locks: ACCESS EXCLUSIVE on view app.line
DROP VIEW app.line;
-- step 5: alter table app.point                                (column/rows_of_what_changes/new.sql:3)
--   locks: ACCESS EXCLUSIVE on table app.point
--   scans: table app.point
--   rewrites: table app.point
--   alter column app.point.x
--     type: integer -> bigint
--   create column app.point.z
ALTER TABLE app.point
    ALTER COLUMN x TYPE bigint,
    ADD COLUMN z integer;
-- step 6: alter table app.shape                                (column/rows_of_what_changes/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   replace column app.shape.corner
--   replace column app.shape.corners
ALTER TABLE app.shape
    ADD COLUMN corner app.point,
    ADD COLUMN corners app.point[];
-- step 7: replace view app.line                                (column/rows_of_what_changes/new.sql:5)
--   locks: nothing more than earlier steps of this transaction
CREATE VIEW app.line AS
 SELECT point.y AS high,
    point.x AS low
   FROM app.point;
-- step 8: replace function app.length(app.line)                (column/rows_of_what_changes/new.sql:17)
--   locks: nothing more than earlier steps of this transaction
CREATE FUNCTION app.length(line app.line) RETURNS integer
    LANGUAGE sql
    AS $$SELECT line.high - line.low::integer$$;
-- step 9: alter table app.shape                                (column/rows_of_what_changes/new.sql:7)
--   locks: nothing more than earlier steps of this transaction
--   replace column app.shape.edge
--   replace column app.shape.edges
ALTER TABLE app.shape
    ADD COLUMN edge app.line,
    ADD COLUMN edges app.line[];
COMMIT;
-- checkpoint

-- end of plan
