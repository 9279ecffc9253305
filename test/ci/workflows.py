#!/usr/bin/env python3
"""The workflows of this project and of examples/ci/: each can be read, names what it needs, and its shell is sound.

usage: workflows.py SOURCE_ROOT TOOLS. TOOLS has the published schemas that .setup/readers fetches.
"""
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import yaml

VALIDATE = """
const validator = require(process.argv[1]);
const text = require("fs").readFileSync(0, "utf8");
const validate = process.argv[2] == "action" ? validator.validateAction : validator.validateWorkflow;
console.log(JSON.stringify(validate(text).errors));
"""


def shells_of(value):
    """Every text that a shell runs, wherever it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "run" and isinstance(inner, str):
                yield inner
            elif key == "script" and isinstance(inner, list):
                yield "\n".join(inner)
            else:
                yield from shells_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from shells_of(inner)


def errors_by_schema(path, tools):
    """What the published schema of its host says against a file."""
    text = path.read_text(encoding="utf-8")
    if "gitlab" in path.name:
        rules = json.loads((tools / "gitlab-ci.schema.json").read_text(encoding="utf-8"))
        return [error.message for error in jsonschema.Draft7Validator(rules).iter_errors(yaml.safe_load(text))]
    kind = "action" if path.name == "action.yml" else "workflow"
    done = subprocess.run(["node", "-e", VALIDATE, str(tools / "action_validator.js"), kind], input=text, text=True,
                          check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(done.stdout)


def check_github(name, workflow):
    # YAML 1.1 reads the key "on" as true.
    assert workflow.get("on", workflow.get(True)), f"{name}: nothing starts it"
    assert "permissions" in workflow, f"{name}: its rights are not limited"
    for job, what in workflow["jobs"].items():
        assert "runs-on" in what and what["steps"], f"{name}: {job} has no steps"
        for step in what["steps"]:
            assert ("uses" in step) != ("run" in step), f"{name}: {job}: a step either uses or runs"


def main():
    root, tools = Path(sys.argv[1]), Path(sys.argv[2]).absolute()
    github = [*root.glob(".github/workflows/*.yml"), root / "examples/ci/github.yml"]
    others = [*root.glob(".github/actions/*/action.yml"), root / "examples/ci/gitlab.yml"]
    shells = [path.read_text(encoding="utf-8") for path in root.glob(".github/actions/*/*.sh")]
    assert len(github) > 1 and len(others) > 1 and shells
    for path in github + others:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        errors = errors_by_schema(path, tools)
        assert not errors, f"{path}: {errors}"
        if path in github:
            check_github(path, value)
        shells += [f"#!/bin/bash\n{text}" for text in shells_of(value)]
    action = yaml.safe_load((root / ".github/actions/pgplumb/action.yml").read_text(encoding="utf-8"))
    for step in action["runs"]["steps"]:
        for word in step.get("run", "").split():
            if "GITHUB_ACTION_PATH/" in word:
                script = word.strip("\"'").split("GITHUB_ACTION_PATH/")[1]
                assert (root / ".github/actions/pgplumb" / script).is_file(), f"{script} is not there"
    for shell in shells:
        subprocess.run(["shellcheck", "--shell=bash", "-"], input=shell, text=True, check=True)


if __name__ == "__main__":
    main()
    print("1 passed, 0 failed")
