#!/usr/bin/env python3
"""What a person sees in a real terminal (tmux): completion in zsh, the questions of init, and lines that fit.

usage: people.py PGPLUMB, with DATABASE_URL set (pgplumb scratch does that)
"""
import os
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


def look_at_lines(terminal, pgplumb, columns):
    """Prose of ours fits into 80 columns: what is longer has a name in it that is."""
    for command in ("--help", "help", "plan --help", "help init"):
        text = subprocess.run([pgplumb, *command.split()], check=True, text=True, stdout=subprocess.PIPE).stdout
        terminal.start(f"{pgplumb} {command} | tail -n 30")
        after, status = terminal.end()
        check(status == "0", f"{command} failed", after)
        if columns >= 200:
            shown = [line for line in after.split("\n") if line.strip()]
            said = [line for line in text.split("\n")[-31:] if line.strip()]
            check(shown[-len(said):][-5:] == [line.rstrip() for line in said][-5:], "lines are broken", after)


def main():
    pgplumb = str(Path(sys.argv[1]).absolute())
    with tempfile.TemporaryDirectory() as name:
        for columns in (80, 200):
            folder = Path(name) / str(columns)
            folder.mkdir()
            terminal = Terminal(folder, columns)
            try:
                look_at_lines(terminal, pgplumb, columns)
                if columns == 80:
                    complete_in_zsh(terminal, pgplumb)
                    answer_init(terminal, pgplumb, folder)
            finally:
                terminal.close()


if __name__ == "__main__":
    main()
    print("1 passed, 0 failed")
