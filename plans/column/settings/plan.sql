-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 4 alter, 2 replace, 0 drop
-- destroys: column app.pages.plain
-- proof:   passed, 8 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: alter table app.pages
--   locks: ACCESS EXCLUSIVE on table app.pages
--   destroys: column app.pages.plain
--   drop column app.pages.plain
--   drop column app.pages.twice
ALTER TABLE app.pages
    DROP COLUMN plain,
    DROP COLUMN twice;
-- step 2: alter column app.pages.body                          (column/settings/new.sql:3)
--   locks: nothing more than earlier steps of this transaction
--   storage: EXTERNAL -> none
--   compression: pglz -> none
--   statistics: none -> 10
ALTER TABLE ONLY app.pages
    ALTER COLUMN body SET STORAGE EXTENDED,
    ALTER COLUMN body SET COMPRESSION default,
    ALTER COLUMN body SET STATISTICS 10;
-- step 3: alter column app.pages.id                            (column/settings/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on table app.pages
--   not_null: true -> none
--   options: {n_distinct=-0.5} -> {n_distinct_inherited=5}
ALTER TABLE app.pages ALTER COLUMN id DROP NOT NULL;
ALTER TABLE ONLY app.pages
    ALTER COLUMN id RESET (n_distinct),
    ALTER COLUMN id SET (n_distinct_inherited='5');
-- step 4: replace column app.pages.plain                       (column/settings/new.sql:3)
--   locks: SHARE on table app.pages
--   scans: table app.pages
--   rewrites: table app.pages
ALTER TABLE app.pages ADD COLUMN plain integer GENERATED ALWAYS AS ((id + 1)) STORED;
-- step 5: alter column app.pages.title                         (column/settings/new.sql:3)
--   scans: table app.pages
--   hazard: depends-on-rows table app.pages: no NULL in column app.pages.title
--   asks: SELECT * FROM app.pages WHERE title IS NULL
--   not_null: none -> true
--   storage: none -> MAIN
--   compression: none -> pglz
--   statistics: 500 -> none
ALTER TABLE app.pages ALTER COLUMN title SET NOT NULL;
ALTER TABLE ONLY app.pages
    ALTER COLUMN title SET STORAGE MAIN,
    ALTER COLUMN title SET COMPRESSION pglz,
    ALTER COLUMN title SET STATISTICS -1;
-- step 6: alter table app.pages                                (column/settings/new.sql:3)
--   scans: table app.pages
--   rewrites: table app.pages
--   alter column app.pages.total
--     generated: (1 + 1) -> none
--   replace column app.pages.twice
ALTER TABLE app.pages
    ALTER COLUMN total DROP EXPRESSION,
    ADD COLUMN twice integer GENERATED ALWAYS AS ((id + id)) STORED;
COMMIT;
-- checkpoint

-- end of plan
