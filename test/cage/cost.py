#!/usr/bin/env python3
"""What the cage costs: a scratch server from its start to its first query, with and without, in turns.

usage: cost.py PGPLUMB LACKING [TURNS]
"""
import os
import statistics
import subprocess
import sys
import time

PGPLUMB, LACKING = sys.argv[1:3]
TURNS = int(sys.argv[3]) if len(sys.argv) > 3 else 30


def once(lacking):
    """Milliseconds until the server has answered, and those of a processor that all of it took, its end included."""
    begin = time.perf_counter()
    with subprocess.Popen([LACKING, lacking, PGPLUMB, "scratch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        line = process.stdout.readline()
        elapsed = time.perf_counter() - begin
        assert line.startswith(b"postgresql://"), line
        process.stdin.close()
        used = os.wait4(process.pid, 0)[2]
        process.returncode = 0
    return elapsed * 1000, (used.ru_utime + used.ru_stime) * 1000


def main():
    once("nothing")  # makes the template
    without, within = [], []
    for _ in range(TURNS):
        without.append(once("both"))
        within.append(once("nothing"))
    for index, what in enumerate(("until the first query", "of a processor")):
        before, after = ([turn[index] for turn in turns] for turns in (without, within))
        print(f"{what}: without {min(before):.1f} ms, with {min(after):.1f} ms (least of {TURNS}); medians "
              f"{statistics.median(before):.1f} and {statistics.median(after):.1f} ms; the cage costs "
              f"{min(after) - min(before):+.1f} ms (least), {statistics.median(after) - statistics.median(before):+.1f} ms (median)")


if __name__ == "__main__":
    main()
