#!/bin/bash
# A view whose CYCLE clause marks rows with words of its own cannot be restored from its dump.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1: server and pg_dump). 18.4 and 19rc1 do the same.
#
# Behaviour: CYCLE ... SET seen TO 'yes' DEFAULT 'no' takes two plain constants, with no cast after them. PostgreSQL stores
# them typed and writes each as it writes any constant, 'yes'::text, which the grammar of that clause refuses. pg_dump passes
# this on without a warning. It hits every constant that is written with a cast: text, date, NULL, numbers beyond integer.
# Without TO and DEFAULT, and with 1 and 0 or true and false, the view comes back.
# That a view which the server accepted is also accepted as the server writes it out would have been the natural guess.
#
# Why it matters: the text of pg_get_viewdef() is what dumps, copies of a schema and migrations run. For such a view all of
# them end in a syntax error, at a place that the author never wrote; only the source that the view was first made from works.
# The same holds for functions with a body of BEGIN ATOMIC, which are stored parsed too.
#
# Seen on restoring (views of which nothing is said came back):
#
#     CYCLE i SET seen TO 'yes'::text DEFAULT 'no'::text USING path
#     CYCLE i SET seen TO 1 DEFAULT 0 USING path
#     CYCLE i SET seen USING path
#     CYCLE i SET seen TO '2020-01-01'::date DEFAULT '2021-01-01'::date USING path
#     ERROR:  syntax error at or near "::"
#     ERROR:  relation "public.words" does not exist
#     ERROR:  syntax error at or near "::"
#     ERROR:  relation "public.written_as_dates" does not exist
#     restored: numbers, plain
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
view() { # NAME MARKS
    echo "CREATE VIEW $1 AS WITH RECURSIVE r (i) AS (SELECT 1 UNION ALL SELECT i % 3 + 1 FROM r)
          CYCLE i SET seen $2 USING path SELECT i, seen FROM r;"
}
{
    view words "TO 'yes' DEFAULT 'no'"
    view numbers 'TO 1 DEFAULT 0'
    view plain ''
    view written_as_dates "TO date '2020-01-01' DEFAULT date '2021-01-01'"
} | "$bin/psql" -q -d original -v ON_ERROR_STOP=1
"$bin/pg_dump" original >"$work/dump.sql"

seen() {
    for view in words numbers plain written_as_dates; do
        "$bin/psql" -d original -Atc "SELECT pg_get_viewdef('$view'::regclass)" | grep -o 'CYCLE.*'
    done
    "$bin/psql" -q -d restored -f "$work/dump.sql" 2>&1 | grep -o 'ERROR:.*'
    echo "restored: $("$bin/psql" -d restored -Atc "SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace")"
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
