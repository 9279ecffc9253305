#!/usr/bin/env python3
"""Runs a program of the tests, whose servers are then of another major version.

usage: on.py MAJOR TOOLS PROGRAM [ARGUMENT]... TOOLS has the archives that .setup/readers fetches.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from archive import unpacked


def main():
    major, tools, *command = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        # The server runs as a user who may read it.
        os.chmod(folder, 0o755)
        environment = dict(os.environ, PGPLUMB_POSTGRES_BIN=str(unpacked(Path(tools), major, Path(folder))))
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
