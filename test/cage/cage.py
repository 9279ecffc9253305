#!/usr/bin/env python3
"""The cage of the local scratch server, tried from the inside by functions that write canaries, read a file of the test's own,
look at the environment and connect to listeners of the test's own; and the same without the cage, where they succeed.

usage: cage.py PGPLUMB LACKING
"""
import ctypes
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "bad_input"))
from servers import BIN, Cluster, own_port  # noqa: E402

PGPLUMB, LACKING = (str(Path(word).absolute()) for word in sys.argv[1:3])
HERE = Path(__file__).parent
SECRET = "the canary sings in the cellar"
LIBC = ctypes.CDLL(None)


def may_be_traced():
    """Where only ancestors may trace (Yama), this process lets everybody: the control must fail for no other reason."""
    set_ptracer = 0x59616d61
    LIBC.prctl(set_ptracer, ctypes.c_ulong(-1))


class World:
    """What must not be reached: a folder to write to, a file to read, listeners, a process of the server's own user."""

    def __init__(self, folder):
        self.canary, self.secret = folder / "canary", folder / "secret"
        self.canary.mkdir()
        self.canary.chmod(0o777)
        self.secret.write_text(SECRET, encoding="utf-8")
        self.secret.chmod(0o644)
        user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        self.process = subprocess.Popen(["sleep", "900"], env={"A_TOKEN": SECRET}, preexec_fn=may_be_traced, **user)
        self.connections = 0
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(self.canary / "listener"))
        (self.canary / "listener").chmod(0o777)
        self.unix.listen()
        for listener in (self.tcp, self.unix):
            threading.Thread(target=self.accept, args=[listener], daemon=True).start()

    def accept(self, listener):
        while True:
            listener.accept()[0].close()
            self.connections += 1

    def files(self):
        return {path.name for path in self.canary.iterdir()} - {"listener"}

    def clean(self):
        self.connections = 0
        for name in self.files():
            (self.canary / name).unlink()

    def hostile(self):
        text = (HERE / "attempt.sql").read_text(encoding="utf-8")
        for name, value in {"canary": self.canary, "secret": self.secret, "port": self.tcp.getsockname()[1],
                            "process": self.process.pid, "programs": BIN}.items():
            text = text.replace("{" + name + "}", str(value))
        return text


def pgplumb(folder, *words, lacking="nothing"):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG") or
                   name.startswith("PGPLUMB")}
    environment["A_TOKEN_OF_CI"] = SECRET
    done = subprocess.run([LACKING, lacking, PGPLUMB, *words], cwd=folder, env=environment, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def outcome_of(text):
    found = re.search(r"outcome: (\{.*?\})(?:$|\s)", text, re.M)
    assert found, text
    return json.loads(found[1])


def check_caged(name, world, outcome, err):
    """Nothing was reached but the server's own folder."""
    assert world.files() == set() and world.connections == 0, (name, world.files(), world.connections)
    environment = outcome.pop("environment")
    # PostgreSQL takes LC_ALL apart, and says where its files are.
    assert {"PATH", "TZ"} <= set(environment), (name, environment)
    assert set(environment) <= {"PATH", "LC_COLLATE", "LC_CTYPE", "LC_MESSAGES", "LC_MONETARY", "LC_NUMERIC",
                                "LC_TIME", "TZ", "PGDATA", "PGSYSCONFDIR", "PGLOCALEDIR"}, (name, environment)
    assert outcome.pop("own file") == "done", (name, outcome)
    succeeded = {attempt: what for attempt, what in outcome.items()
                 if what not in ("refused", "PermissionError", "OSError")}
    assert not succeeded, (name, succeeded, err)
    assert SECRET not in err, name


def check_free(name, world, outcome):
    """The control: without the cage every one of these tries succeeds, so that each of them can fail."""
    assert world.files() == {"program", "file", "shell", "loader", "write"}, (name, world.files())
    assert outcome["read"] == SECRET and outcome["listener"] == outcome["unix listener"] == "done", (name, outcome)
    assert outcome["datagram"] == outcome["file"] == outcome["own file"] == "done", (name, outcome)
    assert outcome["server again"] == outcome["loader"] == "replaced", (name, outcome)
    assert outcome["signal"] == outcome["trace"] == outcome["namespace"] == "done", (name, outcome)
    assert SECRET in outcome["read of another process"], (name, outcome)
    # That holds without a kernel's help.
    assert "A_TOKEN_OF_CI" not in outcome["environment"], (name, outcome)
    world.clean()


def cases(project, world, cluster):
    """Name, and the command that runs what others wrote."""
    trap = "CREATE EXTENSION plpython3u;\n" + world.hostile()
    schema = project / "schema.sql"

    def schema_files():
        schema.write_text(trap + "DO $$ BEGIN PERFORM public.trap(1); END $$;\n", encoding="utf-8")
        return ["plan", "-o", "plan.sql", "--url", cluster.url(database="empty")]

    def manual_section():
        # It has nothing to do in the scratch server of the desired schema: only the proof has this table.
        schema.write_text(trap + "CREATE TABLE t (a integer);\n-- pgplumb:manual \"look\" phase=before run=always\n"
                          "DO $$ BEGIN IF to_regclass('public.only_live') IS NOT NULL THEN PERFORM public.trap(1); END IF; END $$;\n"
                          "-- pgplumb:end manual\n", encoding="utf-8")
        return ["plan", "-o", "plan.sql", "--url", cluster.url(database="sections"), "--allow-destroy", "*"]

    def live_object():
        schema.write_text(trap + "CREATE TABLE t (a integer, b integer);\n", encoding="utf-8")
        return ["plan", "-o", "plan.sql", "--url", cluster.url(database="live"), "--allow-destroy", "*"]

    return [(function.__name__, function) for function in (schema_files, manual_section, live_object)]


class Live(Cluster):
    """A live server, in no cage, with a database for each case."""

    def make(self, name, sql):
        self.psql(f"CREATE DATABASE {name}")
        subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", self.url(database=name)], check=True, input=sql, text=True,
                       stdout=subprocess.DEVNULL)

    def url(self, rest="", user="admin", password="", database="postgres"):
        return super().url(rest, user, password).replace("/postgres", "/" + database)


def check_attempts(project, world, cluster):
    trap = "CREATE EXTENSION plpython3u;\n" + world.hostile()
    cluster.make("empty", "SELECT 1")
    cluster.make("sections", trap + "CREATE TABLE only_live (a integer);")
    cluster.make("live", trap + "CREATE TABLE t (a integer); CREATE INDEX i ON t ((public.trap(1) + a));")
    assert world.files() == set(), "the live server does not fall into the trap"
    for name, case in cases(project, world, cluster):
        code, out, err = pgplumb(project, *case())
        assert code != 0, (name, out, err)
        check_caged(name, world, outcome_of(out + err), err)
        code, out, err = pgplumb(project, *case(), lacking="both")
        check_free(name, world, outcome_of(out + err))
    (project / "schema.sql").write_text(f"SELECT pg_read_file('{world.secret}');\n", encoding="utf-8")
    code, _, err = pgplumb(project, "plan", "-o", "plan.sql", "--url", cluster.url(database="empty"))
    assert code == 1 and "reads and writes no files but its own" in err, (code, err)
    for section, message in (("COPY t TO PROGRAM 'true';", "make the plan with --no-proof"),
                             ("SELECT dblink_connect('dbname=postgres');", "connects to nothing")):
        (project / "schema.sql").write_text("CREATE EXTENSION dblink;\nCREATE TABLE t (a integer);\n-- pgplumb:manual \"m\"\n"
                                            f"{section}\n-- pgplumb:end manual\n", encoding="utf-8")
        code, _, err = pgplumb(project, "plan", "-o", "plan.sql", "--url", cluster.url(database="empty"))
        assert code == 1 and message in err, (section, code, err)
    # One of the two alone: no program, no file, no TCP.
    for lacking, may in (("seccomp", {"unix listener", "datagram", "server again"}), ("landlock", {"file", "write", "read"})):
        _, out, err = pgplumb(project, *cases(project, world, cluster)[0][1](), lacking=lacking)
        outcome = outcome_of(out + err)
        assert not world.files() & {"program", "shell", "loader"}, (lacking, world.files())
        assert outcome["listener"] in ("PermissionError", "OSError"), (lacking, outcome)
        assert any(outcome[name] in ("done", SECRET, "replaced") for name in may), (lacking, outcome)
        world.clean()


def check_models(project, world, cluster):
    """Tables are only read of: nothing that somebody wrote is executed."""
    (project / "model.json").write_text(json.dumps({"title": "t", "type": "object", "properties": {
        "a": {"type": "integer", "minimum": 1}}, "required": ["a"]}), encoding="utf-8")
    cluster.make("models", "CREATE EXTENSION plpython3u;\n" + world.hostile() +
                 "CREATE TABLE t (a integer NOT NULL DEFAULT public.trap(1), CHECK (public.trap(a) > 0));")
    code, out, err = pgplumb(project, "check", "--models", "model.json", "--url", cluster.url(database="models"))
    assert code in (0, 2) and "outcome" not in out + err, (code, out, err)
    assert world.files() == set() and world.connections == 0


def check_languages_and_extensions(project, cluster):
    """Whatever this installation has can be created in the cage, and plperl and plpython run.

    Debian's PostGIS brings control files without a script (address_standardizer-3); no server creates these.
    """
    names = subprocess.run(["psql", "-qXAt", cluster.url(), "-c",
                            "SELECT e.name FROM pg_available_extensions e JOIN pg_available_extension_versions v"
                            " ON v.name = e.name AND v.version = e.default_version ORDER BY e.name"], check=True,
                           text=True, capture_output=True).stdout.split()
    assert {"plperl", "plperlu", "plpython3u", "hstore"} <= set(names), names
    (project / "schema.sql").write_text("".join(f'CREATE EXTENSION IF NOT EXISTS "{name}" CASCADE;\n' for name in names) + """
CREATE FUNCTION perl() RETURNS text LANGUAGE plperl AS 'return "perl";';
CREATE FUNCTION perl_all() RETURNS text LANGUAGE plperlu AS 'use POSIX; return join(",", sort keys %ENV);';
CREATE FUNCTION python() RETURNS text LANGUAGE plpython3u AS 'import re, json, datetime, random; return "python"';
CREATE TABLE t (a text);
DO $$ BEGIN
    IF perl() <> 'perl' OR python() <> 'python' THEN RAISE EXCEPTION 'wrong'; END IF;
    IF perl_all() ~ 'TOKEN|DATABASE' THEN RAISE EXCEPTION 'told'; END IF;
    EXECUTE format('COMMENT ON TABLE t IS %L', perl() || ' ' || python() || ' ' || gen_random_uuid()::text);
END $$;
""", encoding="utf-8")
    cluster.make("languages", "SELECT 1")
    code, out, err = pgplumb(project, "plan", "-o", "plan.sql", "--require-cage", "--url", cluster.url(database="languages"))
    assert code == 0, (out, err)
    assert "perl python" in (project / "plan.sql").read_text(encoding="utf-8")
    assert "caged" not in out + err, (out, err)


def check_missing(project, cluster):
    (project / "schema.sql").write_text("CREATE TABLE t (a integer);\n", encoding="utf-8")
    cluster.make("missing", "SELECT 1")
    url = cluster.url(database="missing")
    for lacking, said in (("both", "Landlock and seccomp"), ("landlock", "Landlock"), ("seccomp", "seccomp")):
        code, out, err = pgplumb(project, "plan", "-o", "plan.sql", "--url", url, lacking=lacking)
        line = f"the scratch server is not wholly caged: this machine does not let us use {said}"
        assert code == 0 and (out + err).count(line) == 1, (lacking, code, out, err)
        for command in (["plan", "-o", "plan.sql"], ["drift"], ["check"]):
            code, out, err = pgplumb(project, *command, "--require-cage", "--url", url, lacking=lacking)
            assert code == 3 and f"this machine does not let us use {said}" in err and "hint: " in err, (command, out, err)
        code, out, err = pgplumb(project, "scratch", "--require-cage", "--", "true", lacking=lacking)
        assert code == 3 and said in err, (code, out, err)
    (project / "pgplumb.toml").write_text("[scratch]\nrequire_cage = true\n", encoding="utf-8")
    code, _, err = pgplumb(project, "plan", "-o", "plan.sql", "--url", url, lacking="both")
    assert code == 3 and "Landlock and seccomp" in err, (code, err)
    (project / "pgplumb.toml").unlink()
    for where in ("server", url):
        code, _, err = pgplumb(project, "plan", "-o", "plan.sql", "--url", url, "--scratch", where, "--require-cage")
        assert code == 3 and "a server that runs already is in no cage" in err and "--scratch local" in err, (code, err)


def check_lent_rights(project, cluster):
    """A server that is not ours is in no cage: a superuser's rights are lent there only if one says so, and that is told."""
    (project / "schema.sql").write_text("CREATE TABLE t (a integer);\n", encoding="utf-8")
    cluster.make("lent", "CREATE ROLE ordinary LOGIN CREATEDB; CREATE ROLE writer LOGIN CREATEDB IN ROLE pg_write_server_files;")
    for role, said in (("admin", "admin, a superuser"), ("writer", "writer, who may write files there"), ("ordinary", "")):
        plan = ["plan", "-o", "plan.sql", "--scratch", "server", "--url", cluster.url(database="lent", user=role)]
        if said:
            for command in (plan, ["drift", *plan[3:]], ["check", *plan[3:]]):
                code, out, err = pgplumb(project, *command)
                assert code == 3 and f"with the rights of {said}" in err and "--allow-superuser" in err, (command, code, out, err)
                assert "use --scratch local, or connect as a role with CREATEDB" in err, err
        code, out, err = pgplumb(project, *plan, *(["--allow-superuser"] if said else []))
        assert code == 0 and (f"with the rights of {said}" in out + err) == bool(said), (role, code, out, err)
        assert ("with the rights of" in out + err) == bool(said), (role, out, err)
        assert ("use --scratch local" in out + err) == bool(said), (role, out, err)


def check_ordinary(project, cluster):
    """A role with CREATEDB and no more rebuilds all that needs no superuser; a statement that does is named, with the way out."""
    schema = project / "schema.sql"
    schema.write_text("""CREATE EXTENSION hstore;
CREATE TABLE t (id integer PRIMARY KEY, h hstore);
CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN 2 * $1; END';
CREATE INDEX twice ON t (id) WHERE h IS NOT NULL;
CREATE POLICY p ON t USING (twice(id) > 0);
CREATE VIEW v AS SELECT twice(id) FROM t;
""", encoding="utf-8")
    cluster.make("by_all", schema.read_text(encoding="utf-8").replace("CREATE VIEW", "GRANT SELECT ON t TO ordinary; CREATE VIEW")
                 + "CREATE TABLE old (a integer);")
    url = cluster.url(database="by_all", user="ordinary")
    plan = ["plan", "-o", "plan.sql", "--allow-destroy", "--url", url, "--scratch"]
    code, out, err = pgplumb(project, *plan, "server")
    assert code == 0 and "- table public.old" in out and "Proved: 1 statement ran in a database on the live server" in out, (out, err)
    definition = schema.read_text(encoding="utf-8")
    for needs_superuser in ("CREATE EXTENSION plpython3u;", "CREATE PUBLICATION p FOR ALL TABLES;", "ALTER FUNCTION twice(integer) LEAKPROOF;"):
        schema.write_text(definition + needs_superuser + "\n", encoding="utf-8")
        code, out, err = pgplumb(project, *plan, "server")
        assert code == 1 and "schema.sql:7:1: error: " in err, (code, out, err)
        assert "the scratch server's role may not do this: plan with scratch = local" in err, err
        code, out, err = pgplumb(project, *plan, "local")
        assert code == 0, (needs_superuser, out, err)


def check_project(project, cluster):
    """A branch cannot have a file read that is not its own; whoever runs pgplumb can."""
    outside = project.parent / "outside"
    outside.mkdir()
    (outside / "more.sql").write_text("CREATE TABLE more (a integer);\n", encoding="utf-8")
    cluster.make("files", "SELECT 1")
    plan = ["plan", "-o", "plan.sql", "--url", cluster.url(database="files")]
    schema, toml = project / "schema.sql", project / "pgplumb.toml"
    schema.write_text(f"CREATE TABLE t (a integer);\n\\i {outside}/more.sql\n", encoding="utf-8")
    code, out, err = pgplumb(project, *plan)
    assert code == 1 and "schema.sql:2:1: error: " in err and "which is outside of the project" in err, (code, out, err)
    assert "--allow-outside DIR" in err, err
    code, out, err = pgplumb(project, *plan, "--allow-outside", str(outside))
    assert code == 0 and "CREATE TABLE public.more" in (project / "plan.sql").read_text(encoding="utf-8"), (out, err)
    schema.unlink()
    schema.symlink_to(outside / "more.sql")
    code, _, err = pgplumb(project, *plan)
    assert code == 1 and "which is outside of the project" in err, (code, err)
    schema.unlink()
    toml.write_text(f'schema = "{outside}/more.sql"\n', encoding="utf-8")
    code, _, err = pgplumb(project, *plan)
    assert code == 1 and "which is outside of the project" in err, (code, err)
    (project.parent / ".git").mkdir()
    code, _, err = pgplumb(project, *plan)
    assert code == 0, err  # of the same checkout
    (project.parent / ".git").rmdir()
    code, _, err = pgplumb(project, *plan, "--schema", str(outside / "more.sql"))
    assert code == 0, err
    toml.unlink()


def check_bounds(project, cluster):
    """Time, memory, processes, cores; and what a server's process leaves behind ends with it."""
    cluster.make("bounds", "SELECT 1")
    url = cluster.url(database="bounds")
    schema, toml = project / "schema.sql", project / "pgplumb.toml"
    toml.write_text('[scratch]\nwhere = "local"\ntimeout = "2s"\n', encoding="utf-8")
    schema.write_text("CREATE TABLE t (a integer);\nDO $$ BEGIN PERFORM pg_sleep(60); END $$;\n", encoding="utf-8")
    code, out, err = pgplumb(project, "plan", "-o", "plan.sql", "--url", url)
    assert code == 1 and "the work on the scratch server took longer than 2000 ms and was given up" in err, (code, out, err)
    assert "scratch.timeout" in err, err
    toml.unlink()
    schema.write_text("""CREATE EXTENSION plpython3u;
CREATE FUNCTION bounds() RETURNS text LANGUAGE plpython3u AS $$
import os, resource, time
said, says = os.pipe()
child = os.fork()
if child == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(says, str(os.getpid()).encode())
        os.close(0)
        for number in range(3, 64):
            try:
                os.close(number)
            except OSError:
                pass
        time.sleep(600)
    os._exit(0)
os.waitpid(child, 0)
left = os.read(said, 20).decode()
limits = [resource.getrlimit(getattr(resource, "RLIMIT_" + name)) for name in ("CORE", "DATA", "NPROC", "FSIZE")]
try:
    bytearray(8 << 30)
    memory = "unbounded"
except MemoryError:
    memory = "bounded"
return "left %s; %s; %s" % (left, memory, limits)
$$;
DO $$ BEGIN RAISE EXCEPTION '%', bounds(); END $$;
""", encoding="utf-8")
    _, out, err = pgplumb(project, "plan", "-o", "plan.sql", "--url", url)
    found = re.search(r"left (\d+); bounded; \[\(1, 1\), \(4294967296, 4294967296\), \((\d+), \2\), \(2147483648, 2147483648\)\]", out + err)
    assert found, (out, err)
    assert not Path(f"/proc/{found[1]}").exists(), "a process that left its parents outlives the command"


def main():
    folder = Path(tempfile.mkdtemp(prefix="pgplumb-cage-"))
    cluster = world = None
    try:
        folder.chmod(0o755)
        (folder / "server").mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder / "server", "postgres")
        project = folder / "project"
        project.mkdir()
        world = World(folder)
        cluster = Live(folder / "server", own_port())
        cluster.start()
        check_attempts(project, world, cluster)
        check_models(project, world, cluster)
        check_languages_and_extensions(project, cluster)
        check_missing(project, cluster)
        check_lent_rights(project, cluster)
        check_ordinary(project, cluster)
        check_project(project, cluster)
        check_bounds(project, cluster)
        print("8 passed, 0 failed")
    finally:
        if world is not None:
            world.process.kill()
            world.process.wait()
        if cluster is not None:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
