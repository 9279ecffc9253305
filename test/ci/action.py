#!/usr/bin/env python3
"""The shell of the GitHub action, run as GitHub runs it: installed, planned, and told of in one comment that is kept up
to date. The comment is written by the real gh; what it speaks to is a server here that keeps comments.

usage: action.py BUILD_ROOT SOURCE_ROOT, with DATABASE_URL set (pgplumb scratch does that)
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

BUILD, ROOT = (Path(word).absolute() for word in sys.argv[1:3])
TOKEN = "t0ken-of-the-action"


class Comments(BaseHTTPRequestHandler):
    """As much of GitHub's API as comments are: listed two on a page, made, changed."""

    kept = [{"id": number, "body": f"what a person says, {number}"} for number in range(1, 4)]
    asked = []

    def answer(self, status, value, links=""):
        self.asked.append((self.command, self.path))
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if links:
            self.send_header("Link", links)
        self.end_headers()
        self.wfile.write(body)

    def refused(self):
        if self.headers.get("Authorization") == f"token {TOKEN}":
            return False
        self.answer(401, {"message": "Bad credentials"})
        return True

    def sent(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self):
        found = re.fullmatch(r"http://[^/]+/repos/us/shop/issues/7/comments(?:\?.*?\bpage=(\d+))?.*", self.path)
        if self.refused():
            return
        page = int(found[1] or 1)
        rest = self.kept[2 * page:]
        url = self.path.split("?")[0]
        self.answer(200, self.kept[2 * page - 2:2 * page], f'<{url}?page={page + 1}>; rel="next"' if rest else "")

    def do_POST(self):
        assert self.path.endswith("/repos/us/shop/issues/7/comments"), self.path
        if not self.refused():
            self.kept.append({"id": len(self.kept) + 1, "body": self.sent()["body"]})
            self.answer(201, self.kept[-1])

    def do_PATCH(self):
        number = int(re.search(r"/repos/us/shop/issues/comments/(\d+)$", self.path)[1])
        if not self.refused():
            self.kept[number - 1]["body"] = self.sent()["body"]
            self.answer(200, self.kept[number - 1])

    def log_message(self, *_):
        pass


class Runner:
    """What GitHub gives to a step, and what it takes from it."""

    def __init__(self, folder, proxy):
        # The tree that install.sh finds above itself, with what is built already.
        self.tree, self.project = folder / "tree", folder / "project"
        shutil.copytree(ROOT / ".github", self.tree / ".github")
        (self.tree / ".setup").symlink_to(ROOT / ".setup")
        (self.tree / "build").symlink_to(BUILD)
        self.project.mkdir()
        self.action = self.tree / ".github" / "actions" / "pgplumb"
        self.files = {name: folder / name for name in ("GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        # gh speaks to this host without TLS, and Go's client through the proxy that it is told of.
        self.environment = dict(os.environ, GITHUB_ACTION_PATH=str(self.action), GITHUB_REPOSITORY="us/shop",
                                GH_HOST="github.localhost", http_proxy=proxy, GH_CONFIG_DIR=str(folder / "gh"),
                                **{name: str(file) for name, file in self.files.items()})

    def value(self, text, inputs):
        known = {"github.event.pull_request.number": "7", **{f"inputs.{name}": said for name, said in inputs.items()}}
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], text)

    def run(self, **given):
        """Runs every step that has a shell, and answers with the action's outputs and the steps' exit code."""
        action = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        inputs = {name: what.get("default", "") for name, what in action["inputs"].items()} | given
        for file in self.files.values():
            if file != self.files["GITHUB_PATH"] or not file.exists():
                file.write_text("", encoding="utf-8")
        for step in action["runs"]["steps"]:
            if "run" not in step:
                continue
            path = ":".join([*self.files["GITHUB_PATH"].read_text("utf-8").split(), self.environment["PATH"]])
            added = {name: self.value(text, inputs) for name, text in step.get("env", {}).items()}
            done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                                  cwd=self.project, env={**self.environment, "PATH": path, **added}, text=True,
                                  capture_output=True, check=False)
            assert TOKEN not in done.stdout + done.stderr
            if done.returncode:
                return {}, done.returncode, done.stderr
        said = dict(line.split("=", 1) for line in self.files["GITHUB_OUTPUT"].read_text("utf-8").splitlines())
        assert set(said) == set(action["outputs"]), (said, action["outputs"])
        return said, 0, ""


def check(runner):
    """A change, another one, none, and one that is refused."""
    schema, inputs = runner.project / "schema.sql", {"plan": "next.plan.sql", "token": TOKEN}
    comment = runner.project / "pgplumb.md"
    schema.write_text("CREATE TABLE orders (a int);\n", encoding="utf-8")
    said, code, err = runner.run(**inputs)
    assert code == 0 and (said["changes"], said["destroys"]) == ("true", "0"), (said, code, err)
    plan = (runner.project / "next.plan.sql").read_text(encoding="utf-8")
    assert f"-- digest:  {said['digest']}\n" in plan, (said, plan[:200])
    assert (runner.project / "pgplumb.html").is_file()
    assert runner.files["GITHUB_STEP_SUMMARY"].read_text("utf-8") == comment.read_text("utf-8")
    assert len(Comments.kept) == 4 and "public.orders" in Comments.kept[3]["body"], Comments.kept

    schema.write_text("CREATE TABLE invoices (a int);\n", encoding="utf-8")
    said, code, err = runner.run(**inputs)
    assert code == 0 and said["changes"] == "true", (said, code, err)
    assert len(Comments.kept) == 4, "one comment, on the second page of comments"
    assert Comments.kept[3]["body"] == f"<!-- pgplumb -->\n{comment.read_text('utf-8')}"
    assert "public.invoices" in Comments.kept[3]["body"]
    assert all(kept["body"].startswith("what a person says") for kept in Comments.kept[:3])

    schema.write_text("-- nothing\n", encoding="utf-8")
    said, code, err = runner.run(**inputs)
    assert code == 0 and said["changes"] == "false" and "nothing to do" in Comments.kept[3]["body"], (said, code, err)

    subprocess.run(["psql", "-qX", "-d", os.environ["DATABASE_URL"], "-c", "CREATE TABLE old (a int)"], check=True)
    _, code, err = runner.run(**inputs)
    assert code == 3 and "table public.old" in err, (code, err)
    said, code, err = runner.run(**inputs, arguments="--no-proof --allow-destroy")
    assert code == 0 and said["destroys"] == "1", (said, code, err)
    _, code, err = runner.run(**inputs | {"token": "another"}, arguments="--allow-destroy")
    assert code and "Bad credentials" in err, (code, err)


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Comments)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with tempfile.TemporaryDirectory(prefix="pgplumb-action-") as name:
            check(Runner(Path(name), f"http://127.0.0.1:{server.server_port}"))
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
    print("1 passed, 0 failed")
