#!/usr/bin/env python3
"""Makes every report of the sample and lets those read them for whom they are: browsers, parsers, validators.

usage: run.py PGPLUMB FOLDER [WORD]

FOLDER is where the reports and the screenshots go; its parent holds tools/, which .setup/install fills. With a WORD, only
the checks with it in their names are run. Each check is a function; the last line counts them.
"""
import os
import subprocess
import sys
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import formats  # noqa: E402
import pages  # noqa: E402


def main():
    pgplumb, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    word = sys.argv[3] if len(sys.argv) > 3 else ""
    sample = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sample", "make")
    subprocess.run([pgplumb, "scratch", "--", sample, pgplumb, folder], check=True)
    passed = failed = 0
    for module in (formats, pages):
        checks = [(name, check) for name, check in vars(module).items()
                  if name.startswith("check_") and word in name]
        if not checks:
            continue
        with module.Sample(folder) as sample:
            for name, check in checks:
                try:
                    check(sample)
                    passed += 1
                except Exception:
                    failed += 1
                    print(f"{name}: {check.__doc__}")
                    traceback.print_exc(file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
