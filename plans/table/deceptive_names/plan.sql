-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 5 create, 2 alter, 0 replace, 1 drop
-- proof:   passed, 7 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop index app.i\xe2\x80\x8b
--   locks: ACCESS EXCLUSIVE on index app.i\xe2\x80\x8b
--   locks: ACCESS EXCLUSIVE on table app.us\xe2\x80\x8bers
DROP INDEX app.U&"i\200B";
-- step 2: create column app."line\\n::error::x"."new\\r\\n::error::y"  (table/deceptive_names/new.sql:2)
--   locks: ACCESS EXCLUSIVE on table app."line\\n::error::x"
ALTER TABLE app.U&"line\000A::error::x" ADD COLUMN U&"new\000D\000A::error::y" bigint;
-- step 3: create default app."line\\n::error::x".turned\xe2\x80\xaeeman  (table/deceptive_names/new.sql:13)
--   locks: nothing more than earlier steps of this transaction
ALTER TABLE ONLY app.U&"line\000A::error::x" ALTER COLUMN U&"turned\202Eeman" SET DEFAULT 'x'::text;
-- step 4: create comment on column app."line\\n::error::x".turned\xe2\x80\xaeeman  (table/deceptive_names/new.sql:13)
--   locks: SHARE UPDATE EXCLUSIVE on table app."line\\n::error::x"
COMMENT ON COLUMN app.U&"line\000A::error::x".U&"turned\202Eeman" IS 'seen';
-- step 5: alter column app.us\xe2\x80\x8bers.id                (table/deceptive_names/new.sql:7)
--   locks: SHARE on table app.us\xe2\x80\x8bers
--   scans: table app.us\xe2\x80\x8bers
--   rewrites: table app.us\xe2\x80\x8bers
--   hazard: depends-on-rows table app.us\xe2\x80\x8bers: no NULL in column app.us\xe2\x80\x8bers.id
--   asks: SELECT * FROM app.U&"us\\200Bers" WHERE id IS NULL
--   type: integer -> bigint
--   not_null: none -> true
ALTER TABLE app.U&"us\200Bers"
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN id SET NOT NULL;
-- step 6: create index app.j\xe2\x81\xa6                       (table/deceptive_names/new.sql:11)
--   scans: table app.us\xe2\x80\x8bers
CREATE INDEX U&"j\2066" ON app.U&"us\200Bers" USING btree (U&"\0430\0441\0435", id);
-- step 7: alter view app.seen                                  (table/deceptive_names/new.sql:12)
--   locks: ACCESS EXCLUSIVE on view app.seen
--   definition:  SELECT "line\n::error::x"."turned\xe2\x80\xaeeman"\n   FROM app."line\n::error::x" ->  SELECT "line\n::error::x"."turned\xe2\x80\xaeeman",\n    "line\n::error::x"."new\r\n::error::y"\n   FROM app."line\n::error::x"
--   columns: {turned\xe2\x80\xaeeman text} -> {turned\xe2\x80\xaeeman text, new\r\n::error::y bigint}
CREATE OR REPLACE VIEW app.seen AS
 SELECT U&"line\000A::error::x".U&"turned\202Eeman",
    U&"line\000A::error::x".U&"new\000D\000A::error::y"
   FROM app.U&"line\000A::error::x";
COMMIT;
-- checkpoint

-- end of plan
