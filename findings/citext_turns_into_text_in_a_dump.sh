#!/bin/bash
# A dump of a database that uses citext restores without an error, and its views, keys and triggers tell capitals apart.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1: server, pg_dump, citext 1.6). 18.4 and 19rc1 do the same.
#
# Behaviour: five constructs are written out by PostgreSQL without the operator that they use:
#
#     CASE c WHEN ...    JOIN ... USING (c)    NULLIF(c, d)    c IS DISTINCT FROM d    (id, c) IN (SELECT ...)
#
# pg_dump empties search_path, so on restoring no operator of schema public is found for them. For other types of
# extensions (hstore) this is an error. citext has an implicit cast to text, so for it text = text is found, quietly.
# The first two are even written the same as before, so that dumps of both databases are equal there while their rows differ;
# the other three gain a cast to text. Who expects that an operator is either kept or missed with an error is wrong.
#
# Where the column of citext stands first in the row, the restore does fail: the first column's operator is written for all
# columns, and "integer public.= integer" does not exist. The order of two columns decides between an error and other answers.
#
# Why it matters: comparing pg_get_viewdef() or dumps is how schemas are compared, and running such text under an empty
# search_path is how they are copied. Here neither sees that a stored generated column gets another value, that a partial
# unique index covers other rows, and that a trigger fires at other times. A tool has to compare what the objects depend on
# (pg_depend names the operator's function), or to run such definitions with the extension's schema in search_path.
#
# Seen (left: the database itself; right: what pg_dump | psql made of it):
#
#     case         hit      no
#     using        1        0
#     natural      1        0
#     in           1        0
#     nullif       t        f
#     distinct     f        t
#     generated    hit      no
#     two dead     accepted refused
#     trigger      silent   fired
#     case, using, natural: the same text in both dumps
#     ERROR:  operator does not exist: integer public.= integer
set -euo pipefail

work=$(mktemp -d)
finish() {
    [ ! -d "$work/data" ] || as_nobody "$bin/pg_ctl" -D "$work/data" -m immediate stop >"$work/stop" 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
as_nobody() { setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; }

chmod 777 "$work"
apt-get update -qq
apt-get install -qq -y --no-install-recommends tzdata libicu72 libldap-2.5-0 libgssapi-krb5-2 libxml2 >"$work/apt" 2>&1
(cd "$work" && apt-get download -qq {postgresql-15,postgresql-client-15,libpq5}=15.20-0+deb12u1 >apt 2>&1 && for deb in *.deb; do dpkg -x "$deb" root; done)
chmod 755 "$work/root"
bin=$work/root/usr/lib/postgresql/15/bin
export LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu PGHOST=$work PGUSER=nobody
as_nobody "$bin/initdb" -D "$work/data" --auth=trust --no-sync --locale=C.UTF-8 >"$work/initdb"
as_nobody "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" -o "-c listen_addresses='' -c fsync=off -k $work" start >"$work/start"

"$bin/psql" -q -d postgres -c 'CREATE DATABASE original' -c 'CREATE DATABASE restored'
"$bin/psql" -q -d original -v ON_ERROR_STOP=1 <<'SQL'
CREATE EXTENSION citext;
CREATE TABLE t (id int, c citext, d citext, g text GENERATED ALWAYS AS (CASE c WHEN 'a' THEN 'hit' ELSE 'no' END) STORED);
CREATE TABLE u (id int, c citext);
INSERT INTO t VALUES (1, 'A', 'a');
INSERT INTO u VALUES (1, 'a');
CREATE VIEW by_case AS SELECT CASE c WHEN 'a' THEN 'hit' ELSE 'no' END AS x FROM t;
CREATE VIEW by_using AS SELECT count(*) AS x FROM t JOIN u USING (c);
CREATE VIEW by_natural AS SELECT count(*) AS x FROM t NATURAL JOIN u;
CREATE VIEW by_in AS SELECT count(*) AS x FROM t WHERE (id, c) IN (SELECT id, c FROM u);
CREATE VIEW by_nullif AS SELECT NULLIF(c, d) IS NULL AS x FROM t;
CREATE VIEW by_distinct AS SELECT c IS DISTINCT FROM d AS x FROM t;
CREATE VIEW citext_first AS SELECT count(*) AS x FROM t WHERE (c, id) IN (SELECT c, id FROM u);

CREATE TABLE keyed (id int, state citext);
CREATE UNIQUE INDEX alive ON keyed (id) WHERE state IS DISTINCT FROM 'DEAD';
CREATE TABLE watched (name citext, fired text DEFAULT 'silent');
INSERT INTO watched VALUES ('x');
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.fired := ''fired''; RETURN NEW; END';
CREATE TRIGGER renamed BEFORE UPDATE ON watched FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION note();
SQL
"$bin/pg_dump" original >"$work/original.sql"
"$bin/psql" -q -d restored -f "$work/original.sql" >"$work/restore" 2>"$work/errors"
"$bin/pg_dump" restored >"$work/restored.sql"

ask() { "$bin/psql" -d "$1" -qAtc "$2" 2>/dev/null || echo refused; }
text_of() { sed -n "/^CREATE VIEW public.by_$1 AS/,/;$/p" "$work/$2.sql"; }
seen() {
    for what in case using natural in nullif distinct; do
        printf '%-12s %-8s %s\n' "$what" "$(ask original "SELECT x FROM by_$what")" "$(ask restored "SELECT x FROM by_$what")"
    done
    for what in "generated:SELECT g FROM t" \
        "two dead:INSERT INTO keyed VALUES (1, 'dead'), (1, 'dead'); SELECT 'accepted'" \
        "trigger:UPDATE watched SET name = 'X' RETURNING fired"; do
        printf '%-12s %-8s %s\n' "${what%%:*}" "$(ask original "${what#*:}")" "$(ask restored "${what#*:}")"
    done
    same=
    for what in case using natural in nullif distinct; do
        [ "$(text_of $what original)" != "$(text_of $what restored)" ] || same="$same, $what"
    done
    echo "${same#, }: the same text in both dumps"
    grep -o 'ERROR:  operator.*' "$work/errors"
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
