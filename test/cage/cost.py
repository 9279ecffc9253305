#!/usr/bin/env python3
"""What the cage costs: a scratch server from its start to its first query, with and without, in turns.

usage: cost.py PGPLUMB LACKING [TURNS]
"""
import statistics
import subprocess
import sys
import time

PGPLUMB, LACKING = sys.argv[1:3]
TURNS = int(sys.argv[3]) if len(sys.argv) > 3 else 30


def once(lacking):
    """Milliseconds until the server has answered; what ends it is not counted."""
    begin = time.perf_counter()
    with subprocess.Popen([LACKING, lacking, PGPLUMB, "scratch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as process:
        line = process.stdout.readline()
        elapsed = (time.perf_counter() - begin) * 1000
        assert line.startswith(b"postgresql://"), line
        process.stdin.close()
        process.wait()
    return elapsed


def main():
    once("nothing")  # makes the template
    without, within = [], []
    for _ in range(TURNS):
        without.append(once("both"))
        within.append(once("nothing"))
    for name, times in (("without", without), ("with", within)):
        print(f"{name:8} least {min(times):6.1f} ms, median {statistics.median(times):6.1f} ms")
    print(f"the cage costs {min(within) - min(without):+.1f} ms (least), "
          f"{statistics.median(within) - statistics.median(without):+.1f} ms (median), of {TURNS} turns")


if __name__ == "__main__":
    main()
