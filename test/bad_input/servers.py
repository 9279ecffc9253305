#!/usr/bin/env python3
"""Servers that say no, each a real one: a password that is wrong, TLS that is not there, a standby.

usage: servers.py PGPLUMB. Needs initdb, pg_ctl and pg_basebackup beside the postgres that pgplumb would use.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECRET = "s3cr3t-Pa55"
BIN = Path(os.environ.get("PGPLUMB_POSTGRES_BIN") or
           sorted(Path("/usr/lib/postgresql").iterdir(), key=lambda p: int(p.name))[-1] / "bin")


def as_server(*words):
    """postgres refuses root; its account is used then."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def own_port():
    """Below the ports that the kernel gives to connections: one of those may be taken just before the server starts."""
    return 20000 + 2 * (os.getpid() % 6000)  # and the next one, for a standby


class Cluster:
    """A server on a socket in its folder, and on a port of its own choice on 127.0.0.1."""

    def __init__(self, folder, port, copy_of=None, programs=BIN):
        self.folder, self.port, self.data, self.programs = folder, port, folder / f"data{port}", programs
        if copy_of is None:
            as_server(programs / "initdb", "-D", self.data, "-U", "admin", "-A", "trust", "--no-sync", "-E", "UTF8",
                      "--locale=C.UTF-8")
        else:
            as_server(programs / "pg_basebackup", "-D", self.data, "-h", folder, "-p", copy_of.port, "-U", "admin",
                      "-R", "-X", "stream", "-c", "fast")

    def start(self):
        as_server(self.programs / "pg_ctl", "-D", self.data, "-w", "-l", self.folder / f"log{self.port}", "-o",
                  f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off", "start")

    def stop(self):
        as_server(self.programs / "pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def psql(self, sql):
        subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-p", str(self.port), "-U",
                        "admin", "-d", "postgres", "-c", sql], check=True, stdout=subprocess.DEVNULL)

    def url(self, rest="", user="admin", password=""):
        login = f"{user}:{password}@" if password else f"{user}@"
        return f"postgresql://{login}127.0.0.1:{self.port}/postgres{rest}"


def run(pgplumb, folder, *words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG") or
                   name.startswith("PGPLUMB")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run([pgplumb, *words], cwd=folder, env=environment, text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout, done.stderr


def check_connections(pgplumb, project, cluster):
    cluster.psql(f"CREATE ROLE alice LOGIN PASSWORD '{SECRET}'")
    code, out, err = run(pgplumb, project, "drift", "--json", "--url", cluster.url(user="alice", password="wr0ng-word"))
    assert code == 1 and "password authentication failed" in err and "hint: check the user and the password" in err, err
    assert "wr0ng-word" not in out + err, (out, err)
    code, out, err = run(pgplumb, project, "drift", "--url", cluster.url(user="alice"))
    assert code == 1 and "hint: give a password by PGPASSWORD" in err, err
    code, out, err = run(pgplumb, project, "drift", "--url", cluster.url("?sslmode=require"))
    assert code == 1 and "does not support SSL" in err and "hint: " in err and "sslmode" in err, err
    assert SECRET not in err


def check_standby(pgplumb, project, primary, standby):
    code, _, err = run(pgplumb, project, "plan", "-o", "plan.sql", "--scratch", "local", "--url", primary.url())
    assert code == 0, err
    code, _, err = run(pgplumb, project, "apply", "plan.sql", "--url", standby.url())
    assert code == 1 and "is a standby, which takes no changes" in err and "target_session_attrs" in err, err
    code, _, err = run(pgplumb, project, "drift", "--scratch", "local", "--url", standby.url())
    assert code == 2, f"a standby can be looked at: {err}"


def main():
    pgplumb = str(Path(sys.argv[1]).absolute())
    folder = Path(tempfile.mkdtemp(prefix="pgplumb-servers-"))
    running = []
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        folder.chmod(0o755)
        project = Path(tempfile.mkdtemp(prefix="pgplumb-project-"))
        (project / "schema.sql").write_text("CREATE TABLE t (a int);\n", encoding="utf-8")
        first = own_port()
        primary = Cluster(folder, first)
        hba = primary.data / "pg_hba.conf"
        hba.write_text("host all alice 127.0.0.1/32 scram-sha-256\n" + hba.read_text(encoding="utf-8"), encoding="utf-8")
        primary.start()
        running.append(primary)
        check_connections(pgplumb, project, primary)
        standby = Cluster(folder, first + 1, primary)
        standby.start()
        running.append(standby)
        check_standby(pgplumb, project, primary, standby)
    finally:
        for cluster in reversed(running):
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
    print("1 passed, 0 failed")
