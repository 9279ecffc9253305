-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 9 create, 3 alter, 0 replace, 2 drop
-- proof:   passed, 14 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop comment on composite type app.point
--   locks: nothing that existed before
COMMENT ON TYPE app.point IS NULL;
-- step 2: drop comment on schema app
--   locks: nothing that existed before
COMMENT ON SCHEMA app IS NULL;
-- step 3: create comment on domain app.email                   (comment/of_many_kinds/new.sql:5)
--   locks: nothing that existed before
COMMENT ON DOMAIN app.email IS 'a domain';
-- step 4: create comment on domain constraint app.email.has_at  (comment/of_many_kinds/new.sql:15)
--   locks: nothing that existed before
COMMENT ON CONSTRAINT has_at ON DOMAIN app.email IS 'every address has one';
-- step 5: create comment on composite type app.point, column x  (comment/of_many_kinds/new.sql:6)
--   locks: nothing that existed before
COMMENT ON COLUMN app.point.x IS 'an attribute';
-- step 6: create comment on function app.total(integer, text)  (comment/of_many_kinds/new.sql:4)
--   locks: nothing that existed before
COMMENT ON FUNCTION app.total(integer, text) IS 'a function';
-- step 7: alter comment on column app.users.email              (comment/of_many_kinds/new.sql:10)
--   locks: SHARE UPDATE EXCLUSIVE on table app.users
--   text: unconfirmed -> it's confirmed
COMMENT ON COLUMN app.users.email IS 'it''s confirmed';
-- step 8: create comment on constraint app.users.email_given   (comment/of_many_kinds/new.sql:14)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT email_given ON app.users IS 'empty is no address';
-- step 9: create comment on constraint app.users.users_pkey    (comment/of_many_kinds/new.sql:17)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON CONSTRAINT users_pkey ON app.users IS 'the primary key itself';
-- step 10: alter comment on index of constraint app.users.users_pkey  (comment/of_many_kinds/new.sql:17)
--   locks: nothing more than earlier steps of this transaction
--   text: the index of a constraint -> the index of the primary key
COMMENT ON INDEX app.users_pkey IS 'the index of the primary key';
-- step 11: create comment on index app.users_email             (comment/of_many_kinds/new.sql:7)
--   locks: SHARE UPDATE EXCLUSIVE on index app.users_email
COMMENT ON INDEX app.users_email IS 'an index';
-- step 12: alter comment on table app.users                    (comment/of_many_kinds/new.sql:2)
--   locks: nothing more than earlier steps of this transaction
--   text: who may log in -> who may log in\nand who once could\\
COMMENT ON TABLE app.users IS E'who may log in
and who once could\\';
-- step 13: create comment on view app.emails                   (comment/of_many_kinds/new.sql:3)
--   locks: SHARE UPDATE EXCLUSIVE on view app.emails
COMMENT ON VIEW app.emails IS 'for the newsletter';
-- step 14: create comment on view column app.emails.email      (comment/of_many_kinds/new.sql:11)
--   locks: nothing more than earlier steps of this transaction
COMMENT ON COLUMN app.emails.email IS 'a column of a view';
COMMIT;
-- checkpoint

-- end of plan
