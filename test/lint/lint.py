#!/usr/bin/env python3
"""Holds the tree to the rules of the house that a compiler does not know.

usage: lint.py CHECK [SOURCE_ROOT]

Each check prints what is wrong as file:line: message, and ends with "1 passed, 0 failed" or "0 passed, 1 failed".
"""
import os
import re
import subprocess
import sys

# What each folder of src/ may include, directly; what those may include comes with it. src/README.md says why.
ARROWS = {
    "pgplumb": [],  # include/pgplumb: the public headers; every folder may use them
    "base": ["pgplumb"],
    "sql": ["base"],
    "postgres": ["base"],
    "catalog": ["base"],
    "config": ["postgres"],
    "kinds": ["catalog", "sql"],
    "diff": ["catalog"],
    "witness": ["kinds", "postgres"],
    "sources": ["witness"],
    "plan": ["diff", "sources"],
    "apply": ["plan"],
    "models": ["postgres", "sql"],
    "report": ["plan"],
    "commands": ["apply", "config", "models", "report"],
    "cli": ["commands"],
}

# Files above the soft length are worth a look; those above the hard one fail.
HARD_LENGTH = 500

# The top level holds exactly these, and dot files.
TOP_LEVEL = {"meson.build", "src", "include", "test", "examples", "findings", "schema", "plans", "README.md"}

failed_files = set()


def tell(path, line, message):
    failed_files.add(path)
    print(f"{path}:{line}: {message}" if line else f"{path}: {message}")


def files(*folders, endings=(".hpp", ".cpp")):
    found = []
    for folder in folders:
        for at, inner, names in os.walk(folder):
            inner.sort()
            found += [os.path.join(at, name) for name in sorted(names) if name.endswith(endings)]
    return found


def lines(path):
    with open(path, encoding="utf-8") as text:
        return text.read().split("\n")


def reachable(folder):
    open_, seen = [folder], {folder}
    while open_:
        for other in ARROWS[open_.pop()]:
            if other not in seen:
                seen.add(other)
                open_.append(other)
    return seen


def check_arrows():
    """Every #include follows an arrow, and names its file from src/ or include/."""
    checked = files("src", "include")
    for folder in ARROWS:
        for other in ARROWS[folder]:
            if folder in reachable(other):
                tell("test/lint/lint.py", 0, f"the arrows form a ring through {folder} and {other}")
    for path in checked:
        own = path.split(os.sep)[1]
        if own not in ARROWS:
            tell(path, 0, f"{own} is a new folder: it needs a place among the arrows of test/lint/lint.py")
            continue
        allowed = reachable(own)
        for number, line in enumerate(lines(path), 1):
            match = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
            if not match:
                continue
            target = match[1]
            other = target.split("/")[0]
            if "/" not in target or ".." in target:
                tell(path, number, f'write "{own}/..." instead of "{target}"')
            elif other not in ARROWS:
                tell(path, number, f'"{target}" is in no folder that we know')
            elif other != "pgplumb" and other not in allowed:
                tell(path, number, f"{own}/ may not include {other}/ ({target})")
            elif own == "pgplumb" and other != "pgplumb":
                tell(path, number, f"a public header may include public headers only, not {target}")
    return checked


def check_lengths():
    """No file of ours is longer than HARD_LENGTH lines."""
    checked = files("src", "include", "test", "examples", endings=(".hpp", ".cpp", ".py"))
    for path in checked:
        length = len(lines(path)) - 1
        if length > HARD_LENGTH:
            tell(path, length, f"longer than {HARD_LENGTH} lines: split it by meaning")
    return checked


def check_format():
    """clang-format would change nothing."""
    checked = files("src", "include", "test", "examples")
    ran = subprocess.run(["clang-format", "--dry-run", *checked], capture_output=True, text=True, check=True)
    for match in re.finditer(r"^(\S+?):(\d+):\d+: warning: code should be clang-formatted", ran.stderr, re.M):
        if match[1] not in failed_files:
            tell(match[1], match[2], "run clang-format -i on it")
    return checked


def check_headers():
    """Every header has its one #pragma once, opens with why it exists, and every public one is in meson.build's list."""
    checked = files("src", "include", "test", endings=(".hpp",))
    listed = set(re.findall(r"'(pgplumb/[a-z_]+\.hpp)'", "\n".join(lines("include/meson.build"))))
    public = {os.path.relpath(path, "include") for path in files("include", endings=(".hpp",))}
    for name in sorted(public ^ listed):
        tell(os.path.join("include", name), 0, "is not both there and in include/meson.build")
    for path in checked:
        text = lines(path)
        if text.count("#pragma once") != 1:
            tell(path, 0, "needs #pragma once")
        if not text[0].startswith("// "):
            tell(path, 1, "a header opens with a comment that says why it exists and what holds")
    return checked


def check_sources():
    """Every source file is in a list of a meson.build: none is dead, and none untested by accident."""
    checked = files("src", "test", endings=(".cpp",))
    listed = set()
    for folder in ("src", "test"):
        for path in files(folder, endings=("meson.build",)):
            text = "\n".join(lines(path))
            listed |= {os.path.normpath(os.path.join(os.path.dirname(path), name))
                       for name in re.findall(r"'([\w./]+\.cpp)'", text)}
    for path in checked:
        if path not in listed:
            tell(path, 0, "is in no meson.build")
    return checked


def check_top_level():
    """The top level holds what the design says, and nothing else."""
    names = [name for name in sorted(os.listdir(".")) if not name.startswith(".")]
    for name in names:
        if name not in TOP_LEVEL and not name.startswith("build"):
            tell(name, 0, "does not belong into the top level")
    for name in sorted(TOP_LEVEL - set(names)):
        tell(name, 0, "is missing")
    return names


CHECKS = {
    "arrows": check_arrows,
    "lengths": check_lengths,
    "format": check_format,
    "headers": check_headers,
    "sources": check_sources,
    "top-level": check_top_level,
}


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1] not in CHECKS:
        sys.exit(f"usage: lint.py {'|'.join(CHECKS)} [SOURCE_ROOT]")
    if len(sys.argv) == 3:
        os.chdir(sys.argv[2])
    checked = CHECKS[sys.argv[1]]()
    print(f"{len(set(checked) - failed_files)} files are as they should be")
    print(f"{0 if failed_files else 1} passed, {1 if failed_files else 0} failed")
    sys.exit(1 if failed_files else 0)


main()
