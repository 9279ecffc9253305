#!/usr/bin/env python3
"""Counts the single test cases of a `meson test` run, and says so in one line.

usage: count.py BUILD_FOLDER STATUS_OF_MESON

What a test program prints of its own cases is summed: doctest's summary, or a line "N passed, N failed". A program
that says nothing counts as one case. A program that ended badly without saying which case failed counts as one failure
more, and so does a test case of the unit tests that no registered test ran. Exits with 0 only if there were tests and
none failed; in CI (the environment's CI is set) none may have been skipped either.
"""
import json
import os
import re
import subprocess
import sys

DOCTEST = re.compile(r"^\[doctest\] test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed", re.M)
PLAIN = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)
COUNT = re.compile(r"unskipped test cases passing the current filters: (\d+)")
FINE, SKIPPED = ("OK", "EXPECTEDFAIL"), ("SKIP", "IGNORED")


def cases(test):
    """(passed, failed, skipped) of one entry of meson's log."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", test.get("stdout") or "")
    summary = DOCTEST.search(text)
    plain = PLAIN.search(text)
    if summary:
        passed, failed, skipped = int(summary[2]), int(summary[3]), 0
    elif plain:
        passed, failed, skipped = int(plain[1]), int(plain[2]), int(plain[3] or 0)
    elif test["result"] in SKIPPED:
        return 0, 0, 1
    else:
        passed, failed, skipped = int(test["result"] in FINE), 0, 0
    if test["result"] not in FINE + SKIPPED and failed == 0:
        failed = 1
    return passed, failed, skipped


def registered(build, flags):
    program = os.path.join(build, "test", "unit")
    out = subprocess.run([program, "--count", "--no-colors", *flags], capture_output=True, text=True, check=True).stdout
    return int(COUNT.search(out)[1])


def main():
    build, status = sys.argv[1], int(sys.argv[2])
    with open(os.path.join(build, "meson-logs", "testlog.json"), encoding="utf-8") as log:
        tests = [json.loads(line) for line in log]
    passed = failed = skipped = in_unit = 0
    for test in tests:
        p, f, s = cases(test)
        passed, failed, skipped = passed + p, failed + f, skipped + s
        if test["name"].split(" / ")[-1].startswith("unit"):
            in_unit += p + f
    every = registered(build, ["--no-skip=true"])
    skipped += every - registered(build, [])
    if in_unit < every - skipped:
        print(f"{every} unit tests are compiled in, but only {in_unit} ran: is a folder missing in test/meson.build?")
        failed += every - skipped - in_unit
    if status != 0 and failed == 0:
        print("meson test ended with", status)
        failed = 1
    if passed == 0:
        print("no test ran")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    bad = failed > 0 or passed == 0 or (skipped > 0 and os.environ.get("CI"))
    sys.exit(1 if bad else 0)


main()
