#!/bin/bash
# CREATE OR REPLACE TRIGGER turns a disabled trigger on again, on each partition too; CREATE OR REPLACE RULE leaves a rule disabled.
#
# Software: PostgreSQL 15.20 (Debian 12's postgresql-15 15.20-0+deb12u1). 18.4 does the same.
#
# Behaviour: replacing a trigger, even by the very same definition, resets what ALTER TABLE ... DISABLE, ENABLE REPLICA or ENABLE
# ALWAYS TRIGGER set: it fires as a new one does. Replacing it on a partitioned table resets each partition's copy, also where only
# one partition had it disabled. Replacing keeps a trigger's comment, and a replaced rule keeps both its comment and its state;
# so does a replaced function keep its owner and grants. Hence the guess that the state of a trigger is kept as well.
#
# Why it matters: OR REPLACE is what a repeatable migration is written with. Run again, it switches on what somebody had switched off for
# a bulk load, and takes ENABLE ALWAYS from a trigger that has to fire on a subscriber. pg_dump restores the state by a separate
# ALTER TABLE for this reason; a migration that replaces needs one, too, and a comparison has to read pg_trigger.tgenabled.
#
# Seen (state and comment before, then after CREATE OR REPLACE; O fires as usual, D is disabled, A is always, R on replicas):
#
#     rule deletions on t          D said    D said
#     trigger changes on p1        D said    O said
#     trigger changes on p2        O -       O -
#     trigger disabled on t        D said    O said
#     trigger on_all_sides on t    A -       O -
#     trigger on_replicas on t     R -       O -
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
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t (a int);
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
SQL
replace() {
    "$bin/psql" -q -v ON_ERROR_STOP=1 <<'SQL'
CREATE OR REPLACE TRIGGER disabled BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION noted();
CREATE OR REPLACE TRIGGER on_replicas BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION noted();
CREATE OR REPLACE TRIGGER on_all_sides BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION noted();
CREATE OR REPLACE TRIGGER changes AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION noted();
CREATE OR REPLACE RULE deletions AS ON DELETE TO t DO INSTEAD NOTHING;
SQL
}
states() {
    "$bin/psql" -AtF ' ' <<'SQL'
SELECT 'rule ' || rulename || ' on t', ev_enabled, coalesce(obj_description(oid, 'pg_rewrite'), '-') FROM pg_rewrite WHERE rulename = 'deletions'
UNION ALL
SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass, tgenabled, coalesce(obj_description(oid, 'pg_trigger'), '-')
FROM pg_trigger WHERE tgrelid IN ('t'::regclass, 'p1'::regclass, 'p2'::regclass)
ORDER BY 1;
SQL
}
replace
"$bin/psql" -q -v ON_ERROR_STOP=1 <<'SQL'
ALTER TABLE t DISABLE TRIGGER disabled, ENABLE REPLICA TRIGGER on_replicas, ENABLE ALWAYS TRIGGER on_all_sides, DISABLE RULE deletions;
ALTER TABLE p1 DISABLE TRIGGER changes;
COMMENT ON TRIGGER disabled ON t IS 'said';
COMMENT ON TRIGGER changes ON p1 IS 'said';
COMMENT ON RULE deletions ON t IS 'said';
SQL
states >"$work/before"
replace
states >"$work/after"

seen() {
    paste -d ' ' "$work/before" "$work/after" | while read -r kind name on table state comment again too too2 too3 state2 comment2; do
        [ "$kind $name $on $table" = "$again $too $too2 $too3" ]
        printf '%-28s %s %-7s %s %s\n' "$kind $name $on $table" "$state" "$comment" "$state2" "$comment2"
    done
}
expected() { sed -n '/^# Seen/,/^set/s/^#     //p' "$0"; }
diff <(expected) <(seen) && echo "as described"
