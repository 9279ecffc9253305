#!/bin/bash
# Of four settings of a column, each reaches partitions in another way: now and later, only now, only later, or never.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1). 18.4 does the same.
#
# Behaviour: ALTER TABLE on a partitioned table sets STORAGE and STATISTICS on the partitions that exist as well, but COMPRESSION and
# n_distinct on the parent alone, where no row is ever stored. A partition made afterwards takes STORAGE and COMPRESSION from its parent,
# but neither STATISTICS nor n_distinct. All four combinations occur, without a notice. One rule for all four was the guess.
# The target of an index's expression is a fifth: set on the parent's index it reaches the partitions' indexes, and new ones do not get it.
# Plain INHERITS works the same way.
#
# Why it matters: "what the parent says" is no answer to what a partition has, so that the order of two statements decides: partitions
# made before and after one ALTER differ. A comparison has to look at each partition, and a plan that changes the parent has to know
# which of its partitions follow by themselves. COMPRESSION set on the parent of existing partitions does nothing for their rows.
#
# Seen (partition old was made before the settings, new after them):
#
#     setting           parent  old      new
#     storage           e       e        e
#     statistics        500     500      none
#     compression       p       default  p
#     n_distinct        7       none     none
#     index statistics  500     500      none
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
CREATE TABLE parent (k int, note text) PARTITION BY LIST (k);
CREATE INDEX lowered ON parent (lower(note));
CREATE TABLE old PARTITION OF parent FOR VALUES IN (1);
ALTER TABLE parent ALTER note SET STORAGE EXTERNAL, ALTER note SET STATISTICS 500, ALTER note SET COMPRESSION pglz, ALTER note SET (n_distinct = 7);
ALTER INDEX lowered ALTER COLUMN 1 SET STATISTICS 500;
CREATE TABLE new PARTITION OF parent FOR VALUES IN (2);
SQL

seen() {
    "$bin/psql" -AtF '|' <<'SQL' | while IFS='|' read -r what parent old new; do printf '%-17s %-7s %-8s %s\n' "$what" "$parent" "$old" "$new"; done
SELECT 'setting', 'parent', 'old', 'new';
WITH cells (setting, relation, value) AS (
  SELECT s.setting, c.relname, s.value
  FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid AND attname = 'note' LEFT JOIN pg_index i ON i.indrelid = c.oid
    LEFT JOIN pg_attribute x ON x.attrelid = indexrelid,
    LATERAL (VALUES (1, 'storage', a.attstorage::text), (2, 'statistics', nullif(a.attstattarget, -1)::text),
      (3, 'compression', CASE a.attcompression WHEN '' THEN 'default' ELSE a.attcompression::text END),
      (4, 'n_distinct', (SELECT option_value FROM pg_options_to_table(a.attoptions) WHERE option_name = 'n_distinct')),
      (5, 'index statistics', nullif(x.attstattarget, -1)::text)) s (position, setting, value)
  WHERE c.relname IN ('parent', 'old', 'new')
)
SELECT setting, coalesce(max(value) FILTER (WHERE relation = 'parent'), 'none'), coalesce(max(value) FILTER (WHERE relation = 'old'), 'none'),
  coalesce(max(value) FILTER (WHERE relation = 'new'), 'none')
FROM cells GROUP BY setting ORDER BY array_position(ARRAY['storage', 'statistics', 'compression', 'n_distinct', 'index statistics'], setting);
SQL
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
