#!/bin/bash
# An identity column copied with LIKE, and widened to bigint later, still runs out at 2147483647.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1: server and pg_dump). 18.4 and 19rc1 do the same.
#
# Behaviour: CREATE TABLE copied (LIKE original INCLUDING IDENTITY), or INCLUDING ALL, gives the copy's integer column a
# sequence of type bigint, with the original's end as a limit of its own. One would expect what the original has: a sequence
# of the column's type. It is not a matter of looks:
#   - ALTER COLUMN id TYPE bigint raises the end of the original's sequence, since that end was the one of its type; the copy's
#     sequence is bigint already and keeps its limit. Both columns are bigint then, and inserting into the copy fails when the
#     numbers of an integer are used up.
#   - a dump cannot say this type. pg_dump writes the same clauses for a sequence of either type, and the restored table
#     has an integer sequence: there the same ALTER does raise the end.
#
# Why it matters: copies by LIKE are how partitions, archives and tables for online changes are made. Who widens keys before they
# run out believes the copy to be done. Who compares schemas by pg_sequence.seqtypid sees a difference between a database and
# its own dump which no clause of the column can express; ALTER SEQUENCE copied_id_seq AS ... does.
#
# Seen (type and end of each sequence, then the same after ALTER COLUMN id TYPE bigint on all of them):
#
#     original           integer  2147483647
#     copied             bigint   2147483647
#     copied (restored)  integer  2147483647
#     original           bigint   9223372036854775807
#     copied             bigint   2147483647
#     copied (restored)  bigint   9223372036854775807
#     ERROR:  nextval: reached maximum value of sequence "copied_id_seq" (2147483647)
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

"$bin/psql" -q -d postgres -c 'CREATE DATABASE one' -c 'CREATE DATABASE restored'
"$bin/psql" -q -d one -v ON_ERROR_STOP=1 -c 'CREATE TABLE original (id integer GENERATED ALWAYS AS IDENTITY, note text)' \
    -c 'CREATE TABLE copied (LIKE original INCLUDING IDENTITY)'
"$bin/pg_dump" one | "$bin/psql" -q -d restored -v ON_ERROR_STOP=1 >"$work/restore"

sequence() { # DATABASE TABLE LABEL
    "$bin/psql" -d "$1" -Atc "SELECT format('%-18s %-8s %s', '$3', seqtypid::regtype, seqmax) FROM pg_sequence WHERE seqrelid = '$2_id_seq'::regclass"
}
all_sequences() {
    sequence one original original
    sequence one copied copied
    sequence restored copied 'copied (restored)'
}
seen() {
    all_sequences
    for table in one:original one:copied restored:copied; do
        "$bin/psql" -q -d "${table%:*}" -v ON_ERROR_STOP=1 -c "ALTER TABLE ${table#*:} ALTER COLUMN id TYPE bigint"
    done
    all_sequences
    for table in original copied; do
        "$bin/psql" -q -d one -c "ALTER TABLE $table ALTER COLUMN id RESTART WITH 2147483647" \
            -c "INSERT INTO $table (note) VALUES ('last of integer')" -c "INSERT INTO $table (note) VALUES ('first beyond')" 2>&1
    done
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
