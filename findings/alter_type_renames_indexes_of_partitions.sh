#!/bin/bash
# Changing the type of a partitioned table's column gives its partitions' indexes other names, and forgets what was said of them.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1). 18.4 and 19rc1 do the same.
#
# Behaviour: ALTER COLUMN ... TYPE makes the column's indexes, keys and statistics anew, from their definitions. On an ordinary table
# they keep name and comment, so one expects that of a partition too. There the parent's index is made anew and its partitions' indexes
# come with it, under the names that the server thinks up; comments and statistics targets of the old ones are gone, and so is the
# comment on a partition's key. On every table the following goes back to its default as well, without a notice:
#   - the statistics target of an index's expression, and of an extended statistics object (its name and comment stay);
#   - STORAGE and COMPRESSION of the column, although text and varchar store alike;
#   - VALIDATE of a check by a child alone, where the parent's check is NOT VALID.
#
# Why it matters: one statement on one column leaves differences all over the schema. A plan that ends with the type's change does not
# lead where it should: these have to be set again after it, and renamed indexes (in scripts, hints and REINDEX) are not found.
#
# Seen (before, then after ALTER COLUMN a TYPE of each table; only the type was to change):
#
#     index of an ordinary table   mine (said), 500          mine (said), -1
#     index of a partition         theirs (said), 500        part1_expr_idx (), -1
#     key of a partition           part1_k_a_key (said)      part1_k_a_key ()
#     extended statistics          stats (said), 500         stats (said), -1
#     column                       external, pglz            extended, default
#     check of the child           valid                     not valid
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
CREATE TABLE plain (a int, b int);
CREATE INDEX mine ON plain ((a + 1));
COMMENT ON INDEX mine IS 'said';
ALTER INDEX mine ALTER COLUMN 1 SET STATISTICS 500;
CREATE STATISTICS stats ON a, b FROM plain;
COMMENT ON STATISTICS stats IS 'said';
ALTER STATISTICS stats SET STATISTICS 500;

CREATE TABLE parted (a int, k int, UNIQUE (k, a)) PARTITION BY LIST (k);
CREATE TABLE part1 PARTITION OF parted FOR VALUES IN (1);
CREATE INDEX whole ON parted ((a + 1));
ALTER INDEX part1_expr_idx RENAME TO theirs;
COMMENT ON INDEX theirs IS 'said';
ALTER INDEX theirs ALTER COLUMN 1 SET STATISTICS 500;
COMMENT ON CONSTRAINT part1_k_a_key ON part1 IS 'said';

CREATE TABLE texts (a text);
ALTER TABLE texts ALTER a SET STORAGE EXTERNAL, ALTER a SET COMPRESSION pglz;

CREATE TABLE parent (a int);
CREATE TABLE child () INHERITS (parent);
ALTER TABLE parent ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE child VALIDATE CONSTRAINT positive;
SQL

index_of() { # TABLE
    echo "SELECT format('%s (%s), %s', relname, obj_description(c.oid, 'pg_class'), attstattarget)
          FROM pg_index i JOIN pg_class c ON c.oid = indexrelid JOIN pg_attribute ON attrelid = c.oid
          WHERE i.indrelid = '$1'::regclass AND indexprs IS NOT NULL"
}
facts() {
    "$bin/psql" -At <<SQL
$(index_of plain);
$(index_of part1);
SELECT format('%s (%s)', conname, obj_description(oid, 'pg_constraint')) FROM pg_constraint WHERE conrelid = 'part1'::regclass;
SELECT format('%s (%s), %s', stxname, obj_description(oid, 'pg_statistic_ext'), stxstattarget) FROM pg_statistic_ext;
SELECT CASE attstorage WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' END || CASE attcompression WHEN 'p' THEN ', pglz' ELSE ', default' END
FROM pg_attribute WHERE attrelid = 'texts'::regclass AND attnum = 1;
SELECT CASE WHEN convalidated THEN 'valid' ELSE 'not valid' END FROM pg_constraint WHERE conrelid = 'child'::regclass;
SQL
}
facts >"$work/before"
for change in 'plain:bigint' 'parted:bigint' 'texts:varchar' 'parent:bigint'; do
    "$bin/psql" -q -v ON_ERROR_STOP=1 -c "ALTER TABLE ${change%:*} ALTER COLUMN a TYPE ${change#*:}"
done
facts >"$work/after"

seen() {
    printf '%s\n' 'index of an ordinary table' 'index of a partition' 'key of a partition' 'extended statistics' column 'check of the child' |
        paste -d '|' - "$work/before" "$work/after" | while IFS='|' read -r what before after; do printf '%-28s %-25s %s\n' "$what" "$before" "$after"; done
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
