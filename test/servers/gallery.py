#!/usr/bin/env python3
"""The gallery, random pairs and what render writes on the other major versions: all of the gallery on the newest, a part of it on the others; or all of it, and ten times the pairs, on all.

usage: gallery.py TOOLS [all]. TOOLS has the archives that .setup/readers fetches, and the programs stand beside it.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from archive import unpacked

TOOLS = Path(sys.argv[1]).absolute()
ALL = "all" in sys.argv[2:]
EVERY = {14: 6, 16: 6, 17: 6, 18: 1}  # of every so many cases one
PAIRS = 30 if ALL else 3
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed", re.MULTILINE)
DOCTEST = re.compile(r"\| +(\d+) passed \| +(\d+) failed \|")


def counted(major, folder, counts, *words, **variables):
    """(passed, failed) of a test program with a server of that version; what it says is shown where it fails."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    environment.update(PGPLUMB_POSTGRES_BIN=str(folder), **variables)
    done = subprocess.run([TOOLS.parent / words[0], *words[1:]], env=environment, text=True, stdin=subprocess.DEVNULL,
                          capture_output=True, check=False)
    found = counts.search(done.stdout)
    passed, failed = (int(found[1]), int(found[2])) if found else (0, 1)
    print(f"PostgreSQL {major}: {words[0]}: {passed} of {passed + failed}")
    if done.returncode:
        print(*(line for line in done.stdout.splitlines() if not line.startswith("passed ") and not PLAIN.match(line)),
              done.stderr, sep="\n")
        failed = max(failed, 1)
    return passed, failed


def main():
    sums = [0, 0]
    with tempfile.TemporaryDirectory(prefix="pgplumb-gallery-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # root's servers run as somebody else
        for major, sampled in EVERY.items():
            programs = unpacked(TOOLS, major, folder)
            for result in (counted(major, programs, PLAIN, "gallery", "--every", "1" if ALL else str(sampled)),
                           counted(major, programs, PLAIN, "random", PGPLUMB_RANDOM_PAIRS=str(PAIRS),
                                   PGPLUMB_RANDOM_FIRST=str(1000 * major)),
                           counted(major, programs, DOCTEST, "unit", "--source-file=*render_test*")):
                sums = [a + b for a, b in zip(sums, result)]
    print(f"{sums[0]} passed, {sums[1]} failed")
    return sums[1] != 0


if __name__ == "__main__":
    sys.exit(main())
