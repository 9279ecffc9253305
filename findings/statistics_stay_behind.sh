#!/bin/bash
# A table that moves to another schema or owner leaves its extended statistics behind, in the old schema and with the old owner.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1). 18.4 does the same.
#
# Behaviour: ALTER TABLE ... SET SCHEMA takes the table's indexes, constraints, row type and sequences along; OWNER TO does so, too.
# A statistics object of CREATE STATISTICS belongs to one table, goes when the table is dropped and is shown by \d below it; it was to be
# expected that it moves as well. It stays where it was. The old schema then cannot be dropped for an object of a table that is not in
# it any more, nor can the old owner's role; with CASCADE the statistics go and plans get worse, with nothing but a notice.
#
# Why it matters: moving a schema's tables is a common way to rename or split it. A comparison by schema finds the statistics missing in
# the one and in excess in the other; a plan has to move them by ALTER STATISTICS ... SET SCHEMA and OWNER TO statements of their own.
#
# Seen (schema and owner before, then after moving table and owner):
#
#     table of_orders          shop, clerk        archive, keeper
#     index by_day             shop, clerk        archive, keeper
#     sequence of_orders_id    shop, clerk        archive, keeper
#     type of_orders           shop, clerk        archive, keeper
#     statistics day_and_kind  shop, clerk        shop, clerk
#     ERROR:  cannot drop schema shop because other objects depend on it
#     DETAIL:  statistics object shop.day_and_kind depends on schema shop
#     ERROR:  role "clerk" cannot be dropped because some objects depend on it
#     DETAIL:  owner of statistics object shop.day_and_kind
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
"$bin/psql" -q -v ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE clerk;
CREATE ROLE keeper;
CREATE SCHEMA archive AUTHORIZATION keeper;
CREATE SCHEMA shop;
GRANT ALL ON SCHEMA shop TO clerk;
SET ROLE clerk;
CREATE TABLE shop.of_orders (id serial, day date, kind int);
ALTER SEQUENCE shop.of_orders_id_seq RENAME TO of_orders_id;
CREATE INDEX by_day ON shop.of_orders (day);
CREATE STATISTICS shop.day_and_kind ON day, kind FROM shop.of_orders;
RESET ROLE;
REVOKE ALL ON SCHEMA shop FROM clerk;
SQL
places() {
    "$bin/psql" -At <<'SQL'
SELECT format('%s, %s', relnamespace::regnamespace, relowner::regrole) FROM pg_class WHERE relname = 'of_orders';
SELECT format('%s, %s', relnamespace::regnamespace, relowner::regrole) FROM pg_class WHERE relname = 'by_day';
SELECT format('%s, %s', relnamespace::regnamespace, relowner::regrole) FROM pg_class WHERE relname = 'of_orders_id';
SELECT format('%s, %s', typnamespace::regnamespace, typowner::regrole) FROM pg_type WHERE typname = 'of_orders';
SELECT format('%s, %s', stxnamespace::regnamespace, stxowner::regrole) FROM pg_statistic_ext;
SQL
}
places >"$work/before"
"$bin/psql" -q -v ON_ERROR_STOP=1 -c 'ALTER TABLE shop.of_orders OWNER TO keeper' -c 'ALTER TABLE shop.of_orders SET SCHEMA archive'
places >"$work/after"

seen() {
    printf '%s\n' 'table of_orders' 'index by_day' 'sequence of_orders_id' 'type of_orders' 'statistics day_and_kind' |
        paste -d '|' - "$work/before" "$work/after" | while IFS='|' read -r what before after; do printf '%-24s %-18s %s\n' "$what" "$before" "$after"; done
    "$bin/psql" -q -c 'DROP SCHEMA shop' 2>&1 | grep -v HINT
    "$bin/psql" -q -c 'DROP ROLE clerk' 2>&1 | grep -v HINT
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
