#!/usr/bin/env python3
"""The examples of examples/operations, read by those for whom they are, and their commands run as they stand.

usage: operations.py PGPLUMB SOURCE_ROOT   (DATABASE_URL names an empty database)

Ends with "N passed, 0 failed". A reader that is not installed counts as failed: nothing is skipped in silence.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import yaml

PGPLUMB, ROOT = os.path.abspath(sys.argv[1]), sys.argv[2]
FOLDER = os.path.join(ROOT, "examples", "operations")
URL = os.environ["DATABASE_URL"]


def text(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def run(*command, folder=FOLDER, **environment):
    return subprocess.run(command, cwd=folder, text=True, capture_output=True, check=False,
                          env={**os.environ, **environment})


def tool(name):
    built = os.path.join(os.path.dirname(PGPLUMB), "..", "test", "tools", name)
    found = shutil.which(name) or (built if os.path.exists(built) else None)
    assert found, f"{name} is not installed: .setup/install has it"
    return found


def project(folder):
    for name in ("pgplumb.toml", "targets"):
        shutil.copy(os.path.join(FOLDER, name), folder)
    with open(os.path.join(folder, "schema.sql"), "w", encoding="utf-8") as file:
        file.write("CREATE TABLE t (a int);\n")


def command_of(line):
    """The pgplumb command of a line of an example, with its output into the folder it runs in."""
    found = re.search(r"pgplumb (drift .*?)( -o \S+)?( 2>&1\)|$)", line)
    return found.group(1).split()


def systemd_accepts_the_units():
    """systemd-analyze finds nothing to complain about but a binary that is not installed here."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("pgplumb-drift.service", "pgplumb-drift.timer"):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text(name).replace("/usr/bin/pgplumb", PGPLUMB))
        result = run(tool("systemd-analyze"), "verify", "--man=no", *(os.path.join(folder, name) for name in
                     ("pgplumb-drift.service", "pgplumb-drift.timer")))
        told = [line for line in (result.stdout + result.stderr).splitlines() if "pgplumb-drift" in line]
        assert result.returncode == 0 and not told, result.stderr
    calendar = re.search(r"OnCalendar=(.*)", text("pgplumb-drift.timer")).group(1)
    assert run(tool("systemd-analyze"), "calendar", calendar).returncode == 0


def promtool_accepts_and_tries_the_alerts():
    """The rules fire for what they are for, and for nothing else."""
    for what in (["check", "rules", "alerts.yml"], ["test", "rules", "alerts_test.yml"]):
        result = run(tool("promtool"), *what)
        assert result.returncode == 0, result.stdout + result.stderr


def alerts_ask_for_metrics_that_are_written():
    """Every metric of the rules is in what drift writes for a database that is there and one that is not."""
    with tempfile.TemporaryDirectory() as folder:
        project(folder)
        result = run(PGPLUMB, "drift", "--targets", "targets", "--format", "prometheus", folder=folder,
                     STAGING_DATABASE_URL=URL, PRODUCTION_DATABASE_URL="postgresql://u:secret@127.0.0.1:1/none")
        assert result.returncode == 1, result.stderr
        assert "secret" not in result.stdout + result.stderr
        down = 'pgplumb_drift_up{database="none",environment="production",host="127.0.0.1",port="1"} 0'
        assert down in result.stdout, result.stdout
        for metric in re.findall(r"pgplumb_drift_\w+", text("alerts.yml")):
            assert re.search(rf'^{metric}{{database="\w+",environment="(staging|production)"', result.stdout, re.M), metric


def commands_run_as_they_stand():
    """The command of each example ends with 2 for a database that lacks a table, and with 0 when it is there."""
    job = yaml.safe_load(text("cronjob.yaml"))
    container = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
    commands = [
        command_of(re.search(r"ExecStart=(.*)", text("pgplumb-drift.service")).group(1)),
        command_of(next(line for line in text("pgplumb-drift.cron").splitlines() if line.startswith("30 "))),
        container["command"][1:],
    ]
    with tempfile.TemporaryDirectory() as folder:
        project(folder)
        urls = {"STAGING_DATABASE_URL": URL, "PRODUCTION_DATABASE_URL": URL}
        for expected, change in ((2, None), (0, "CREATE TABLE t (a int)"), (2, "ALTER TABLE t ADD b int")):
            if change:
                assert run("psql", "-qX", URL, "-c", change).returncode == 0
            for command in commands:
                result = run(PGPLUMB, *command, folder=folder, **urls)
                assert result.returncode == expected, (command, result.stdout, result.stderr)


def the_cron_line_is_one():
    """Five fields, a user, and a command that sh can parse; it prints nothing while nothing differs."""
    line = next(line for line in text("pgplumb-drift.cron").splitlines() if line.startswith("30 "))
    fields = line.split(None, 6)
    assert len(fields) == 7 and fields[5] == "pgplumb"
    assert "%" not in fields[6], "% ends the command in a crontab"
    assert run("sh", "-n", "-c", fields[6]).returncode == 0
    with tempfile.TemporaryDirectory() as folder:
        project(folder)
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(PGPLUMB, os.path.join(folder, "bin", "pgplumb"))
        environment = os.path.join(folder, "environment")
        for url, printed in ((URL, True), ("", False)):
            with open(environment, "w", encoding="utf-8") as file:
                file.write(f"STAGING_DATABASE_URL='{URL}'\nPRODUCTION_DATABASE_URL='{URL}'\n")
            with open(os.path.join(folder, "schema.sql"), "w", encoding="utf-8") as file:
                file.write("CREATE TABLE t (a int);\n" if url else "CREATE TABLE t (a int, b int);\n")
            command = fields[6].replace("/srv/schema", folder).replace("/etc/pgplumb/environment", environment)
            result = run("sh", "-c", command, folder=folder, PATH=os.path.join(folder, "bin") + ":" + os.environ["PATH"])
            assert bool(result.stdout) == printed, (url, result.stdout, result.stderr)


def the_job_is_a_cron_job():
    """What Kubernetes demands of one is there, and no secret is."""
    job = yaml.safe_load(text("cronjob.yaml"))
    assert (job["apiVersion"], job["kind"]) == ("batch/v1", "CronJob")
    assert len(job["spec"]["schedule"].split()) == 5
    pod = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    volumes = {volume["name"] for volume in pod["volumes"]}
    for container in pod["containers"]:
        assert "env" not in container
        assert {mount["name"] for mount in container["volumeMounts"]} == volumes


def json_is_what_its_schema_says():
    """drift --accept and plan --check tell machines what they tell people."""
    with tempfile.TemporaryDirectory() as folder:
        project(folder)
        with open(os.path.join(folder, "schema.sql"), "w", encoding="utf-8") as file:
            file.write("CREATE TABLE t (a int, c int);\nINSERT INTO t (a, c) VALUES (1, 2);\n")
        for name, command, code in (("plan_check", "plan --no-proof --allow-destroy --check plan.sql --json", 3),
                                    ("accept", "drift --accept --json", 2)):
            assert run(PGPLUMB, "plan", "-o", "plan.sql", "--allow-destroy", folder=folder).returncode == 0
            result = run(PGPLUMB, *command.split(), folder=folder)
            assert result.returncode == code, (command, result.stdout, result.stderr)
            with open(os.path.join(ROOT, "schema", name + ".schema.json"), encoding="utf-8") as file:
                jsonschema.validate(json.loads(result.stdout), json.load(file))


def main():
    passed = failed = 0
    for check in (systemd_accepts_the_units, promtool_accepts_and_tries_the_alerts,
                  alerts_ask_for_metrics_that_are_written, commands_run_as_they_stand, the_cron_line_is_one,
                  json_is_what_its_schema_says, the_job_is_a_cron_job):
        try:
            check()
            passed += 1
        except AssertionError as error:
            failed += 1
            print(f"{check.__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
