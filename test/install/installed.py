#!/usr/bin/env python3
"""What `meson install` puts down is whole: the binary runs, and a program is built with the headers, the library and the
pkg-config file alone, and runs.

usage: installed.py BUILD_FOLDER SOURCE_FOLDER PROGRAM COMPILER...
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def output_of(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def only(root, pattern):
    found = list(root.rglob(pattern))
    assert len(found) == 1, f"{pattern} is installed {len(found)} times: {found}"
    return found[0]


def check_manual(binary, root, source):
    """Every command has a page, and whatever is said to be explained by `pgplumb help` is."""
    listed = output_of(binary, "help")
    topics, commands = (re.findall(r"^  ([a-z-]+) ", part, re.M) for part in listed.split("\nCommands\n"))
    assert len(topics) > 5 and len(commands) > 10, listed
    pages = {path.name for path in only(root, "man1").iterdir()}
    assert pages == {"pgplumb.1"} | {f"pgplumb-{command}.1" for command in commands}, (pages, commands)
    for topic in [*topics, *commands]:
        assert output_of(binary, "help", topic).strip(), topic
    # The texts of the sources in which a topic ends a sentence or a string, and all of what people read.
    named = set()
    for path in [source / "README.md", *source.glob("examples/**/*"), *source.glob("src/**/*")]:
        if path.is_file() and path.suffix in (".md", ".cpp", ".yml", ".toml", ".sql", ".html"):
            text = path.read_text(encoding="utf-8")
            named |= set(re.findall(r"`pgplumb help ([a-z-]+)`" if path.suffix == ".md" else
                                    r"pgplumb help ([a-z-]+)(?=[\"`;,.)])", text))
    assert named and named <= {*topics, *commands}, named - {*topics, *commands}
    # The topics that the README lists, by their titles or their names.
    sentence = re.search(r"`pgplumb help` lists topics such as (.*?);", (source / "README.md").read_text("utf-8"), re.S)[1]
    for name in re.split(r",\s+|\s+and\s+", sentence):
        assert name.replace(" ", "-") in topics, (name, topics)


def main():
    build, source, program, compiler = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:]
    with tempfile.TemporaryDirectory(prefix="pgplumb-install-") as folder:
        root = Path(folder)
        output_of("meson", "install", "-C", build, "--no-rebuild", "--quiet", "--destdir", root)

        headers = {path.name for path in (source / "include/pgplumb").iterdir()}
        assert {path.name for path in root.rglob("*.hpp")} == headers

        # As a package would be unpacked: below another prefix than the one it was configured for.
        description = only(root, "pgplumb.pc")
        text = description.read_text(encoding="utf-8")
        prefix = re.search(r"^prefix=(.*)$", text, re.M)[1]
        assert str(source) not in text and str(build) not in text, text
        description.write_text(text.replace(f"prefix={prefix}\n", f"prefix={root}{prefix}\n"), encoding="utf-8")
        environment = dict(os.environ, PKG_CONFIG_PATH=str(description.parent))
        version = output_of("pkg-config", "--modversion", "pgplumb", env=environment).strip()
        flags = output_of("pkg-config", "--cflags", "--libs", "pgplumb", env=environment).split()
        assert f"-I{root}{prefix}/include" in flags, flags

        binary = only(root, "bin/pgplumb")
        assert output_of(binary, "--version") == f"pgplumb {version}\n"
        check_manual(binary, root, source)
        schema, plan = root / "schema.sql", root / "plan.sql"
        schema.write_text("CREATE TABLE t (a int);\n", encoding="utf-8")
        output_of(binary, "scratch", "--", binary, "plan", "--schema", schema, "--output", plan)
        digest = re.search(r"^-- digest: +(\S+)", plan.read_text(encoding="utf-8"), re.M)[1]

        output_of(*compiler, "-std=c++20", program, *flags, "-o", root / "program")
        said = output_of(root / "program", plan).split()
        assert said[0] == version and said[1:] == ["1", digest], said


main()
