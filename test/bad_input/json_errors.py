#!/usr/bin/env python3
"""With --json an error is JSON too, as schema/error.schema.json says: of several commands, each failing in its own way.

usage: json_errors.py PGPLUMB SOURCE_ROOT. Needs what servers.py needs.
"""
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import jsonschema

from servers import SECRET, Cluster, own_port, run


def failures(cluster):
    """Command, exit code, the error's code, how many diagnostics it has at least, and a word of its message."""
    url = ["--url", cluster.url()]
    return [
        (["drift", "--json", "--url", cluster.url(user="alice", password="wr0ng-word")], 1, "error", 0, "password"),
        (["check", "--json", "--url", "postgresql://a:wr0ng-word@127.0.0.1:1/none"], 1, "error", 0, "127.0.0.1"),
        (["plan", "--json", "--no-such-option"], 1, "error", 0, "--no-such-option"),
        (["drift", "--format", "json", "--owners", "maybe"], 1, "error", 0, "maybe"),
        (["plan", "--json", "--schema", "broken.sql", *url], 1, "diagnosed", 2, "schema files"),
        (["drift", "--json", "--schema", "no-such.sql", *url], 1, "error", 0, "no-such.sql"),
        (["plan", "--json", "--schema", "empty.sql", *url], 3, "refused", 1, "destroy"),
        (["apply", "--json", "edited.sql", *url], 3, "refused", 1, "digest"),
        (["apply", "--json", "guarded.sql", *url], 3, "refused", 0, ""),
        (["apply", "--json", "nulls.sql", *url], 1, "error", 0, "null values"),
        (["history", "--json", "--url", cluster.url(user="alice", password=SECRET)], 1, "server", 0, "42501"),
        (["history", "--json", "--url", cluster.url("?options=-cstatement_timeout%3Dx")], 1, "error", 0, ""),
    ]


def prepare(pgplumb, project, cluster):
    cluster.psql(f"CREATE ROLE alice LOGIN PASSWORD '{SECRET}'")
    cluster.psql("CREATE TABLE public.kept (a numeric); INSERT INTO public.kept VALUES (1.5)")
    cluster.psql("CREATE TABLE public.gaps (a int); INSERT INTO public.gaps VALUES (NULL)")
    (project / "empty.sql").write_text("-- nothing\n", encoding="utf-8")
    (project / "broken.sql").write_text("CREATE TABLE a (b no_such_type);\nCREATE VIEW v AS SELECT FROM nowhere;\n",
                                        encoding="utf-8")
    for plan, schema in (("guarded.sql", "CREATE TABLE kept (a int);\nCREATE TABLE gaps (a int);\n"),
                         ("nulls.sql", "CREATE TABLE kept (a numeric);\nCREATE TABLE gaps (a int NOT NULL);\n")):
        (project / "wanted.sql").write_text(schema, encoding="utf-8")
        code, _, err = run(pgplumb, project, "plan", "--schema", "wanted.sql", "-o", plan, "--url", cluster.url())
        assert code == 0, err
    text = (project / "guarded.sql").read_text(encoding="utf-8")
    (project / "edited.sql").write_text(text.replace("ALTER TABLE", "ALTER  TABLE"), encoding="utf-8")


def main():
    pgplumb, root = str(Path(sys.argv[1]).absolute()), Path(sys.argv[2])
    rules = json.loads((root / "schema" / "error.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    folder, project = Path(tempfile.mkdtemp(prefix="pgplumb-errors-")), Path(tempfile.mkdtemp(prefix="pgplumb-project-"))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    passed = 0
    cluster = Cluster(folder, own_port())
    hba = cluster.data / "pg_hba.conf"
    hba.write_text("host all alice 127.0.0.1/32 scram-sha-256\n" + hba.read_text(encoding="utf-8"), encoding="utf-8")
    cluster.start()
    try:
        prepare(pgplumb, project, cluster)
        cluster.psql((root / "schema" / "pgplumb" / "journal.sql").read_text(encoding="utf-8"))
        for command, exit_code, kind, diagnostics, word in failures(cluster):
            code, out, err = run(pgplumb, project, *command)
            assert code == exit_code, (command, code, out, err)
            assert "wr0ng-word" not in out + err, command
            said = json.loads(out)
            jsonschema.Draft202012Validator(rules).validate(said)
            error = said["error"]
            assert (error["code"], error["exit_code"]) == (kind, code), (command, error)
            assert len(error["diagnostics"]) >= diagnostics and word in out, (command, error)
            passed += 1
        # What a report of such a fault would hold is as its schema says as well, with a plan and without.
        rules = json.loads((root / "schema" / "debug_bundle.schema.json").read_text(encoding="utf-8"))
        for schema in ("empty.sql", "broken.sql"):
            code, out, err = run(pgplumb, project, "debug-bundle", "-", "--schema", schema, "--url", cluster.url())
            assert code == 0, err
            jsonschema.Draft202012Validator(rules).validate(json.loads(out))
            passed += 1
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(project, ignore_errors=True)
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    main()
