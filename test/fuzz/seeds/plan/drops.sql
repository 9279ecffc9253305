-- pgplumb plan 1
-- digest:  sha256:5cda6901785aa4224473fda6afe2c96aedff3a5f2964c63834d99db919c40243  of every byte below this line
-- from:    sha256:aa  the schema that this plan starts from
-- to:      sha256:bb  the schema that it leads to
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 0 create, 0 alter, 5 replace, 0 drop
-- proof:   passed, 10 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop text search configuration public.docs
--   locks: nothing that existed before
DROP TEXT SEARCH CONFIGURATION public.docs;
-- step 2: drop text search parser public.mine
--   locks: nothing that existed before
DROP TEXT SEARCH PARSER public.mine;
-- step 3: drop text search parser public.own
--   locks: nothing that existed before
DROP TEXT SEARCH PARSER public.own;
-- step 4: drop text search template public.bare
--   locks: nothing that existed before
DROP TEXT SEARCH TEMPLATE public.bare;
-- step 5: drop text search template public.plain
--   locks: nothing that existed before
DROP TEXT SEARCH TEMPLATE public.plain;
-- step 6: replace text search parser public.mine               (text_search_configuration/parser/new.sql:5)
--   locks: nothing that existed before
CREATE TEXT SEARCH PARSER public.mine (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
-- step 7: replace text search parser public.own                (text_search_configuration/parser/new.sql:9)
--   locks: nothing that existed before
CREATE TEXT SEARCH PARSER public.own (START = public.a_start, GETTOKEN = public.a_token, END = public.an_end, LEXTYPES = public.some_types);
-- step 8: replace text search template public.bare             (text_search_configuration/parser/new.sql:7)
--   locks: nothing that existed before
CREATE TEXT SEARCH TEMPLATE public.bare (INIT = dsimple_init, LEXIZE = dsimple_lexize);
-- step 9: replace text search template public.plain            (text_search_configuration/parser/new.sql:6)
--   locks: nothing that existed before
CREATE TEXT SEARCH TEMPLATE public.plain (INIT = dsnowball_init, LEXIZE = dsnowball_lexize);
-- step 10: replace text search configuration public.docs       (text_search_configuration/parser/new.sql:8)
--   locks: nothing that existed before
CREATE TEXT SEARCH CONFIGURATION public.docs (PARSER = public.mine);
COMMIT;
-- checkpoint: sha256:bb

-- end of plan
