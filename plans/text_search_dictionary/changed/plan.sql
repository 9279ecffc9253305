-- pgplumb plan 1
-- server:  PostgreSQL 15
-- manages: schemas=*; owners=on; privileges=on
-- waits:   3s  at most, for each lock
-- changes: 1 create, 2 alter, 1 replace, 0 drop
-- proof:   passed, 5 statements

-- batch 1 of 1: transaction
BEGIN;
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', true);
-- step 1: drop text search dictionary public.kind
--   locks: nothing that existed before
DROP TEXT SEARCH DICTIONARY public.kind;
-- step 2: replace text search dictionary public.kind           (text_search_dictionary/changed/new.sql:4)
--   locks: nothing that existed before
CREATE TEXT SEARCH DICTIONARY public.kind (
    TEMPLATE = pg_catalog.snowball,
    language = 'french'
);
-- step 3: alter text search dictionary public.plain            (text_search_dictionary/changed/new.sql:3)
--   locks: nothing that existed before
--   options: {accept, 'false'} -> {accept, 'true', stopwords, 'french'}
ALTER TEXT SEARCH DICTIONARY public.plain (accept = 'true', stopwords = 'french');
-- step 4: alter text search dictionary public.stems            (text_search_dictionary/changed/new.sql:1)
--   locks: nothing that existed before
--   options: {language, 'english', stopwords, 'english'} -> {language, 'german'}
ALTER TEXT SEARCH DICTIONARY public.stems (stopwords, language = 'german');
-- step 5: create comment on text search dictionary public.stems  (text_search_dictionary/changed/new.sql:1)
--   locks: nothing that existed before
COMMENT ON TEXT SEARCH DICTIONARY public.stems IS 'German';
COMMIT;
-- checkpoint

-- end of plan
