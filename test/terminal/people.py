#!/usr/bin/env python3
"""What a person sees in a real terminal (tmux): completion in zsh, the questions of init, and lines that fit.

usage: people.py PGPLUMB, with DATABASE_URL set (pgplumb scratch does that)
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from spinner import Terminal, check  # noqa: E402


def type_in(terminal, *keys):
    terminal.tmux("send-keys", *keys)


def complete_in_zsh(terminal, pgplumb):
    """Keys as a person presses them, with Tab."""
    folder = shlex.quote(str(Path(pgplumb).parent))
    type_in(terminal, f"PATH={folder}:$PATH PS1='zsh> ' zsh -f", "Enter")
    type_in(terminal, "autoload -Uz compinit; compinit -u -D; eval \"$(pgplumb completion zsh)\"; clear; echo loaded",
            "Enter")
    terminal.wait_for(lambda screen: "\nloaded" in "\n" + screen, "zsh")
    for line, whole in (("pgplumb rend", "pgplumb render "), ("pgplumb plan --allow-d", "pgplumb plan --allow-destroy "),
                        ("pgplumb drift --format jun", "pgplumb drift --format junit "),
                        ("pgplumb completion fi", "pgplumb completion fish ")):
        type_in(terminal, "-l", line)
        type_in(terminal, "Tab")
        terminal.wait_for(lambda screen, whole=whole: whole.rstrip() in screen, f"{whole!r} by Tab after {line!r}")
        type_in(terminal, "C-u")
    type_in(terminal, "exit", "Enter")
    terminal.wait_for(lambda screen: screen.rstrip().endswith("ready>"), "the prompt")


def answer_init(terminal, pgplumb, folder):
    """It asks what it cannot see, and what is secret does not appear."""
    url = os.environ["DATABASE_URL"]
    terminal.status.unlink(missing_ok=True)
    type_in(terminal, "-l", f"clear; mkdir asked; cd asked; env -u DATABASE_URL -u PGHOST {pgplumb} init; "
                            f"echo $? >{terminal.status}; cd ..")
    type_in(terminal, "Enter")
    terminal.wait_for(lambda screen: "not written anywhere)" in screen.replace("\n", ""), "the question for the URL")
    type_in(terminal, "-l", url)
    type_in(terminal, "Enter")
    terminal.wait_for(lambda screen: "Schemas to manage" in screen, "the question for schemas")
    type_in(terminal, "Enter")
    screen = terminal.wait_for(lambda screen: "Workflow for" in screen, "the question for the workflow")
    check(url not in screen.replace("\n", ""), "the URL is shown", screen)
    type_in(terminal, "-l", "gitlab")
    type_in(terminal, "Enter")
    after, status = terminal.end()
    check(status == "0", "init failed", after)
    assert (folder / "asked" / ".gitlab" / "pgplumb.yml").exists()
    assert (folder / "asked" / "schema" / "schema.sql").exists()


COMMANDS = ("init", "plan", "apply", "show", "drift", "history", "export", "render", "check", "scratch", "debug-bundle", "help",
            "completion")
# Names as long as they come, tables with much to tell of, and a text that is longer than a line.
TABLE = """CREATE TABLE schema_of_the_shop.table_with_a_long_name_{0} (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  a_column text NOT NULL DEFAULT 'none' CHECK (a_column <> ''), other_column int UNIQUE);
CREATE INDEX an_index_whose_name_is_long_too_{0} ON schema_of_the_shop.table_with_a_long_name_{0} (a_column);
"""
SCHEMA = "\n".join(["CREATE SCHEMA schema_of_the_shop;", *(TABLE.format(number) for number in range(3)),
                    f"COMMENT ON SCHEMA schema_of_the_shop IS '{'words ' * 30}';\n"])


def lines_of(terminal, line, codes=("0",)):
    """What a command shows, as the terminal shows it, with what has scrolled away."""
    terminal.tmux("clear-history")
    terminal.start(line)
    after, status = terminal.end()
    check(status in codes, f"{line} ended with {status}", after)
    text = terminal.tmux("capture-pane", "-p", "-S", "-")
    return [one.rstrip() for one in text.split("\n") if one.strip() and not one.startswith("ready>")]


def check_fits(terminal, line, width, codes=("0",)):
    """No word is broken by the terminal: joined, its lines are the same, and none but a single word is wider."""
    shown = lines_of(terminal, line, codes)
    joined = terminal.tmux("capture-pane", "-p", "-J", "-S", "-").split("\n")
    joined = [one.rstrip() for one in joined if one.strip() and not one.startswith("ready>")]
    assert shown, line
    for one in joined:
        if len(one) > width and not one.endswith(f">{terminal.status}"):
            assert len(one.split()) == 1, f"{line}: this does not fit into {width} columns:\n{one}"
    return joined


def look_at_lines(terminal, pgplumb, columns, folder):
    """Help fits into 80 columns on any terminal, and what commands tell of into those that there are."""
    (folder / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    (folder / "pgplumb.toml").write_text("[apply]\njournal = \"on\"\n", encoding="utf-8")
    topics = subprocess.run([pgplumb, "help"], check=True, text=True, stdout=subprocess.PIPE).stdout
    topics = re.findall(r"^  ([a-z-]+) ", topics.split("\nCommands\n")[0], re.M)
    assert len(topics) > 5
    for command in ("--help", "help", *(f"{name} --help" for name in COMMANDS), *(f"help {name}" for name in topics)):
        check_fits(terminal, f"{pgplumb} {command}", 80)
    told = []
    for command, codes in (("plan -o plan.sql", "0"), ("show plan.sql", "0"), ("drift", "2"), ("check", "2"),
                           ("apply plan.sql", "0"), ("drift", "0"), ("check", "0"), ("history", "0"), ("plan", "0")):
        told += check_fits(terminal, f"{pgplumb} {command}", columns, codes)
    text = " ".join(" ".join(told).split())
    for part in ("table schema_of_the_shop.table_with_a_long_name_2", "Applied: ", "No drift"):
        assert part in text, (part, told)
    undo = "DROP SCHEMA schema_of_the_shop CASCADE; DROP SCHEMA IF EXISTS pgplumb CASCADE"
    subprocess.run(["psql", "-qX", "-d", os.environ["DATABASE_URL"], "-c", undo], check=True, stderr=subprocess.DEVNULL)


def main():
    pgplumb = str(Path(sys.argv[1]).absolute())
    with tempfile.TemporaryDirectory() as name:
        for columns in (80, 200):
            folder = Path(name) / str(columns)
            folder.mkdir()
            terminal = Terminal(folder, columns)
            try:
                look_at_lines(terminal, pgplumb, columns, folder)
                if columns == 80:
                    complete_in_zsh(terminal, pgplumb)
                    answer_init(terminal, pgplumb, folder)
            finally:
                terminal.close()


if __name__ == "__main__":
    main()
    print("1 passed, 0 failed")
