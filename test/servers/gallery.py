#!/usr/bin/env python3
"""The gallery on the other major versions: all of it on the newest, a part of it on the others, or all on all.

usage: gallery.py TOOLS [all]. TOOLS has the archives that .setup/readers fetches, and the program stands beside it.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from archive import unpacked

TOOLS = Path(sys.argv[1]).absolute()
RUNS = {14: 2, 16: 4, 17: 4, 18: 1}  # of every so many cases one


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="pgplumb-gallery-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # root's servers run as somebody else
        for major, sampled in RUNS.items():
            every = 1 if "all" in sys.argv else sampled
            environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
            environment["PGPLUMB_POSTGRES_BIN"] = str(unpacked(TOOLS, major, folder))
            done = subprocess.run([TOOLS.parent / "gallery", "--every", str(every)], env=environment, text=True,
                                  stdin=subprocess.DEVNULL, capture_output=True, check=False)
            counts = re.search(r"^(\d+) passed, (\d+) failed, 0 skipped$", done.stdout, re.MULTILINE)
            print(f"PostgreSQL {major}:", *done.stdout.splitlines()[-3:])
            if done.returncode:
                print(*(line for line in done.stdout.splitlines()[:-1] if not line.startswith("passed ")), done.stderr,
                      sep="\n")
            passed += int(counts[1]) if counts else 0
            failed += int(counts[2]) if counts else 1
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
