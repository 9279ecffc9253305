#!/usr/bin/env python3
"""Prints how long pgplumb takes, and how much memory; it passes no judgement but on what must hold anyway.

usage: measure.py PGPLUMB unchanged N      plan of an unchanged database of N tables against its snapshot, beside pg_dump --schema-only
       measure.py PGPLUMB files N          plan --no-proof of an empty database from files with N tables, local scratch, warm template
"""
import os
import subprocess
import sys
import tempfile
import time

from generate import Schema

RUNS = 5


def run(*command, status=0):
    """(seconds, MiB at most) of one run; the output goes nowhere."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, ended, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def figures(name, runs):
    seconds = sorted(one[0] for one in runs)
    print(f"{name:32} {seconds[0]:7.3f} s least, {seconds[len(seconds) // 2]:7.3f} s median, {max(one[1] for one in runs):6.0f} MiB")
    return seconds


def unchanged(pgplumb, tables, folder):
    url = os.environ["DATABASE_URL"]
    schema, snapshot = os.path.join(folder, "schema.sql"), os.path.join(folder, "snapshot.json")
    with open(schema, "w", encoding="utf-8") as out:
        out.write(Schema(tables).text())
    loaded, _ = run("psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", url, "--file", schema)
    run("psql", "--no-psqlrc", "--quiet", "--dbname", url, "--command", "VACUUM ANALYZE")
    exported = run(pgplumb, "export", "--url", url, "-o", snapshot)
    print(f"{tables} tables, loaded in {loaded:.1f} s; snapshot of {os.path.getsize(snapshot) / 2**20:.1f} MiB")
    plans, dumps = [], []
    for _ in range(RUNS):
        dumps.append(run("pg_dump", "--schema-only", "--dbname", url))
        plans.append(run(pgplumb, "plan", "--url", url, "--to", snapshot, "--detailed-exitcode"))
    figures("export", [exported])
    dump, plan = figures("pg_dump --schema-only", dumps), figures("plan of what is unchanged", plans)
    print(f"{'plan / pg_dump':32} {plan[0] / dump[0]:7.2f} of the least, {plan[RUNS // 2] / dump[RUNS // 2]:5.2f} of the medians")


def files(pgplumb, tables, folder):
    schema = os.path.join(folder, "schema.sql")
    with open(schema, "w", encoding="utf-8") as out:
        out.write(Schema(tables).text())
    plan = (pgplumb, "plan", "--url", os.environ["DATABASE_URL"], "--schema", schema, "--scratch", "local", "--no-proof", "-o",
            os.path.join(folder, "plan.sql"))
    run(*plan)
    figures(f"plan --no-proof of {tables} tables", [run(*plan) for _ in range(RUNS)])


def main():
    pgplumb, what, tables = sys.argv[1], sys.argv[2], sys.argv[3]
    if "PGPLUMB_BENCHMARK" not in os.environ:
        os.execve(pgplumb, [pgplumb, "scratch", "--", sys.executable, *sys.argv], {**os.environ, "PGPLUMB_BENCHMARK": "1"})
    pgplumb = os.path.abspath(pgplumb)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        {"unchanged": unchanged, "files": files}[what](pgplumb, int(tables), folder)


main()
