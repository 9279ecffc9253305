#!/usr/bin/env python3
"""Servers of other major versions, each a real one: the last that is too old, and both ends of those that are known.

usage: versions.py PGPLUMB TOOLS SOURCE_ROOT. TOOLS has the archives that .setup/readers fetches.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "bad_input"))
from servers import Cluster, own_port, run  # noqa: E402
from archive import unpacked  # noqa: E402

PGPLUMB, TOOLS, ROOT = (Path(word).absolute() for word in sys.argv[1:4])


def on_server(programs, folder, *words):
    """Runs a command with a server of these programs, whose scratch server comes from there too."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment.update(PGPLUMB_POSTGRES_BIN=str(programs), XDG_CACHE_HOME=str(folder / "cache"),
                       PATH=f"{PGPLUMB.parent}:{os.environ['PATH']}")
    return subprocess.run([PGPLUMB, "scratch", "--", *map(str, words)], cwd=folder, env=environment, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, check=False)


def check_too_old(programs, folder):
    """Every command that reads a database says which version it found and which it knows, and does nothing."""
    (folder / "schema.sql").write_text("CREATE TABLE t (a int);\n", encoding="utf-8")
    place = folder / "too_old"
    place.mkdir(mode=0o755)
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
    cluster = Cluster(place, own_port(), programs=programs)
    cluster.start()
    try:
        for command in (["plan", "-o", "old.sql"], ["drift"], ["check"], ["export", "-o", "old.json"], ["render"]):
            code, out, err = run(PGPLUMB, folder, *command, "--url", cluster.url())
            assert code == 1 and not out, (command, code, out, err)
            assert "the server is PostgreSQL 13, and this pgplumb knows PostgreSQL 14 to 19" in err, (command, err)
            assert "hint: upgrade the server" in err, (command, err)
    finally:
        cluster.stop()
    assert not (folder / "old.sql").exists() and not (folder / "old.json").exists()
    done = on_server(programs, folder, "true")
    assert done.returncode == 1 and "the server is PostgreSQL 13" in done.stderr, done.stderr


def check_end_to_end(major, programs, folder):
    """The shop from nothing, planned again, changed by hand, found by drift and put right."""
    done = on_server(programs, folder, ROOT / "examples" / "shop" / "demo")
    assert done.returncode == 0, f"PostgreSQL {major}: {done.stdout[-3000:]}\n{done.stderr}"
    assert f"PostgreSQL {major}" in done.stdout, done.stdout


def check_access_method(programs, folder):
    """PostgreSQL 14 cannot change it: the plan is refused, naming the table."""
    (folder / "schema.sql").write_text("CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler;\n"
                                       "CREATE TABLE t (a int) USING pile;\n", encoding="utf-8")
    prepare = "CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler; CREATE TABLE t (a int)"
    done = on_server(programs, folder, "sh", "-c", f"psql -qX -d $DATABASE_URL -c '{prepare}' && pgplumb plan -o method.sql")
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    assert ("table public.t has the access method heap and is to have pile: PostgreSQL 14 cannot change it"
            in done.stderr and "hint: make a new table USING pile" in done.stderr), done.stderr
    assert not (folder / "method.sql").exists()


BEFORE_18 = """
CREATE TABLE r (i integer CONSTRAINT named NOT NULL, CONSTRAINT k PRIMARY KEY (i) WITH (fillfactor = 60));
CREATE TABLE t (a integer, plain integer GENERATED ALWAYS AS (a * 2) VIRTUAL, stored integer GENERATED ALWAYS AS (a + 1),
    other integer GENERATED ALWAYS AS (a - 1), CONSTRAINT f FOREIGN KEY (a) REFERENCES r DEFERRABLE NOT ENFORCED,
    CONSTRAINT c CHECK (a > 100) NOT ENFORCED, CONSTRAINT "NOT ENFORCED" CHECK (a < 100));
INSERT INTO r VALUES (3); INSERT INTO t VALUES (3);
"""
AFTER_18 = """
CREATE TABLE r (i integer CONSTRAINT other NOT NULL, CONSTRAINT k PRIMARY KEY (i) WITH (fillfactor = 70));
CREATE TABLE t (a integer, plain integer NOT NULL, stored integer GENERATED ALWAYS AS (a + 1) STORED,
    other integer GENERATED ALWAYS AS (a - 2), CONSTRAINT f FOREIGN KEY (a) REFERENCES r DEFERRABLE,
    CONSTRAINT c CHECK (a > 100) NOT ENFORCED, CONSTRAINT "NOT ENFORCED" CHECK (a < 100) NOT ENFORCED);
CREATE TABLE made (a integer CONSTRAINT mine NOT NULL, v integer GENERATED ALWAYS AS (a + 3) VIRTUAL,
    CONSTRAINT m CHECK (a > 0) NOT ENFORCED);
"""
ASKED_18 = """
SELECT plain, stored, other FROM t;
SELECT attname, attgenerated FROM pg_attribute WHERE attgenerated <> '' ORDER BY 1;
SELECT conname, conenforced FROM pg_constraint WHERE contype IN ('c', 'f') AND connamespace = 2200 ORDER BY 1;
SELECT reloptions FROM pg_class WHERE relname = 'k';
SELECT conname FROM pg_constraint WHERE contype = 'n' AND conrelid IN ('r'::regclass, 'made'::regclass) ORDER BY 1;
"""
ANSWERED_18 = """6|4|1
other|v
stored|s
v|v
NOT ENFORCED|f
c|f
f|t
m|f
{fillfactor=70}
mine
other
"""


def check_what_18_brought(programs, folder):
    """Virtual columns, constraints that are not enforced, and NOT NULL constraints with names, before and after."""
    for name, text in (("before", BEFORE_18), ("after", AFTER_18), ("asked", ASKED_18)):
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")
    done = on_server(programs, folder, "sh", "-ec",
                     "psql -qX -v ON_ERROR_STOP=1 -d $DATABASE_URL -f before.sql; pgplumb plan --schema after.sql -o there.sql >&2;"
                     "pgplumb apply there.sql >&2; psql -qAtX -d $DATABASE_URL -f asked.sql;"
                     "pgplumb plan --schema after.sql -o again.sql --detailed-exitcode >&2")
    assert done.returncode == 0 and done.stdout == ANSWERED_18, f"{done.stdout}\n{done.stderr}"


def check_names_beside_unmanaged(programs, folder):
    """NOT NULL constraints without a name get the same ones beside unmanaged partitions that have them already."""
    desired = "CREATE TABLE p (a integer NOT NULL, k integer PRIMARY KEY, CHECK (a >= 0)) PARTITION BY RANGE (k);\n"
    (folder / "beside.sql").write_text(desired + "CREATE TABLE f (k integer REFERENCES p);\n", encoding="utf-8")
    done = on_server(programs, folder, "sh", "-ec",
                     "psql -qX -v ON_ERROR_STOP=1 -d $DATABASE_URL -f beside.sql"
                     " -c 'CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)';"
                     "pgplumb plan --ignore table:public.p1 --schema beside.sql -o beside.plan.sql --detailed-exitcode")
    assert done.returncode == 0 and "Nothing to do" in done.stdout, f"{done.stdout}\n{done.stderr}"


def check_columns(programs):
    """No column of a system catalog of this version is read by no kind, and not listed either."""
    done = subprocess.run([TOOLS.parent / "unit", "--test-case=every column of every system catalog*"],
                          env=dict(os.environ, PGPLUMB_POSTGRES_BIN=str(programs)), text=True, capture_output=True,
                          check=False)
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout


def main():
    with tempfile.TemporaryDirectory(prefix="pgplumb-versions-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # root's servers run as somebody else
        check_too_old(unpacked(TOOLS, 13, folder), folder)
        oldest = unpacked(TOOLS, 14, folder)
        check_end_to_end(14, oldest, folder)
        check_access_method(oldest, folder)
        check_columns(oldest)
        newest = unpacked(TOOLS, 18, folder)
        check_end_to_end(18, newest, folder)
        check_what_18_brought(newest, folder)
        check_names_beside_unmanaged(newest, folder)
        check_columns(newest)


if __name__ == "__main__":
    main()
    print("1 passed, 0 failed")
