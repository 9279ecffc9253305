#!/bin/bash
# DROP IDENTITY and a smaller TYPE in one ALTER TABLE fail by the limits of the sequence that is going.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1). 18.4 and 19rc1 do the same.
#
# Behaviour: the actions of one ALTER TABLE are carried out in passes, drops first; so an identity and the type of its column change
# together (a default and a type do). But the statement is expanded before any pass runs, while the column still is an identity: the new
# type is given to its sequence too, and where that has counted beyond the type, "RESTART value (40000) cannot be greater than MAXVALUE
# (32767)" ends it, about a sequence that the same statement drops. In two statements it works, whatever rows there are.
#
# Why it matters: tools that gather the changes of a table into one ALTER TABLE do so to write it once instead of twice. Going from an
# identity to a plain smaller column, a table whose rows are few but whose sequence is old stops the
# release, and only on the database that has counted far: a fresh copy of the schema never shows it.
#
# Seen (an integer identity at 40000 that becomes smallint; no rows):
#
#     one statement     ERROR:  RESTART value (40000) cannot be greater than MAXVALUE (32767)
#     two statements    smallint, no identity
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

export PGDATABASE=postgres
at_40000() {
    "$bin/psql" -q -v ON_ERROR_STOP=1 >"$work/out" <<'SQL'
DROP TABLE IF EXISTS t;
CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY);
SELECT setval('t_id_seq', 40000);
SQL
}
column() {
    "$bin/psql" -At -c "SELECT format_type(atttypid, NULL) || ', ' || CASE attidentity WHEN '' THEN 'no identity' ELSE 'identity' END FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'id'"
}
seen() {
    at_40000
    if "$bin/psql" -q -c 'ALTER TABLE t ALTER COLUMN id DROP IDENTITY, ALTER COLUMN id TYPE smallint' 2>"$work/error"; then column >"$work/error"; fi
    echo "one statement     $(cat "$work/error")"
    at_40000
    "$bin/psql" -q -c 'ALTER TABLE t ALTER COLUMN id DROP IDENTITY' -c 'ALTER TABLE t ALTER COLUMN id TYPE smallint'
    echo "two statements    $(column)"
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
