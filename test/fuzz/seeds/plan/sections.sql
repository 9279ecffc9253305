-- pgplumb plan 1
-- digest:  sha256:3d669074aae4aa638f6970765a0227a1c8039cedc6c43326e95500d0064e8180  of every byte below this line
-- from:    sha256:aa  the schema that this plan starts from
-- to:      sha256:bb  the schema that it leads to
-- server:  PostgreSQL 17
-- manages: schemas=app, "a, b"; excluded=x_*; ignore=table:app.tmp_*; owners=on; privileges=on
-- waits:   1500ms  at most, for each lock
-- changes: 1 create, 0 alter, 0 replace, 0 drop
-- info:    order of columns differs: table app.users\n\x20
-- proof:   skipped, 2 statements

-- batch 1 of 2: transaction
BEGIN;
SET LOCAL lock_timeout = '1500ms';
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
-- manual "search" run=changed transaction=on sha256=1ee73d0653bd20221b571c3fc8577b0743ab4a79d12f40579fcb684410fb8032 bytes=35 (a\x3ab.sql:88:2), verbatim
select 1;
-- pgplumb:not ours
\i x
-- end manual
COMMIT;
-- checkpoint: sha256:90

-- batch 2 of 2: no transaction
SET lock_timeout = 0;
SET statement_timeout = 0;
SET transaction_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
-- step 1: create function app.f()                      (a.sql:1)
--   hazard: rewrites something
CREATE FUNCTION app.f() RETURNS text LANGUAGE sql AS $f$
-- manual "no" run=once transaction=on sha256=0 bytes=3 (), verbatim
$f$;
RESET search_path;
RESET lock_timeout;
RESET statement_timeout;
RESET transaction_timeout;
-- checkpoint: sha256:bb

-- state: NTEKeJwrSUzKSVVILCjQS+Q0MDQyNjE1M+fKzEtJrQALxlQYGWRyWlgmJiWnpKZxcRpxGnIBAI1EDkY=
-- end of plan
