#!/usr/bin/env python3
"""What a person sees of a command that takes long, in a real terminal (tmux): a sign of life, and no trace of it.

usage: spinner.py PGPLUMB, with DATABASE_URL set (pgplumb scratch does that)
"""
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SLOW = "SELECT pg_sleep(4);\n"
LONG = "a_name_of_63_bytes_that_goes_on_and_on_and_on_and_on_until_here"


class Terminal:
    """A tmux server of its own with one window."""

    def __init__(self, folder, columns):
        self.socket, self.status = str(folder / "tmux"), folder / "status"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", "40", "-c", str(folder),
                  "PS1='ready> ' sh")
        self.wait_for(lambda screen: "ready>" in screen, "the prompt")

    def tmux(self, *words):
        return subprocess.run(["tmux", "-S", self.socket, *words], check=True, text=True, stdout=subprocess.PIPE).stdout

    def screen(self):
        """The screen as text, with escape sequences for its colours."""
        return self.tmux("capture-pane", "-p", "-e")

    def wait_for(self, condition, what):
        for _ in range(1200):
            screen = self.screen()
            if condition(screen):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"never seen: {what}; the screen is\n{screen}")

    def start(self, line):
        self.status.unlink(missing_ok=True)
        self.tmux("send-keys", "-l", f"clear; {line}; echo $? >{self.status}")
        self.tmux("send-keys", "Enter")

    def end(self):
        """The screen once the command has ended, without the prompt, and the command's exit code."""
        screen = self.wait_for(lambda screen: self.status.exists() and screen.rstrip().endswith("ready>"), "the end")
        return screen.rstrip().removesuffix("ready>"), self.status.read_text(encoding="utf-8").strip()

    def close(self):
        self.tmux("kill-server")


def spinner_lines(screen):
    return [line for line in screen.split("\n") if line[:2] in ("| ", "/ ", "- ", "\\ ")]


def check(condition, what, screen):
    assert condition, f"{what}; the screen is\n{screen}"


def spins_and_is_gone(terminal, command):
    """Answers with what stands on the screen in the end."""
    terminal.start(command)
    during = terminal.wait_for(spinner_lines, f"a spinner of {command}")
    check(len(spinner_lines(during)) == 1, "more than one line spins", during)
    check("\x1b[3" not in spinner_lines(during)[0], "the spinner has colours", during)
    after, status = terminal.end()
    check(status == "0", f"{command} ended with {status}", after)
    check(not spinner_lines(after), "the spinner has left traces", after)
    return after


def stays_still(terminal, command):
    terminal.start(command)
    for _ in range(1200):
        screen = terminal.screen()
        check(not spinner_lines(screen), f"{command} spins", screen)
        if terminal.status.exists():
            break
        time.sleep(0.05)
    after, status = terminal.end()
    check(status == "0", f"{command} ended with {status}", after)


def look_at_plan(pgplumb, folder, terminal):
    (folder / "schema.sql").write_text(SLOW + "CREATE TABLE t (a int);\n", encoding="utf-8")
    plan = f"{pgplumb} plan --no-proof --scratch local"
    after = spins_and_is_gone(terminal, plan)
    check("\x1b[3" in after, "the plan has no colours", after)
    after = spins_and_is_gone(terminal, f"NO_COLOR=1 {plan}")
    check("\x1b[" not in after, "NO_COLOR is not honoured", after)
    stays_still(terminal, f"TERM=dumb {plan}")
    stays_still(terminal, f"{plan} 2>errors")
    errors = (folder / "errors").read_text(encoding="utf-8")
    assert "\x1b" not in errors and "\r" not in errors, errors


def look_at_apply(pgplumb, folder, terminal):
    """Its steps are printed above the spinner, which does not fit into the line."""
    (folder / "schema.sql").write_text(f'-- pgplumb:manual "{LONG}"\n{SLOW}-- pgplumb:end manual\n', encoding="utf-8")
    subprocess.run(f"{pgplumb} plan --no-proof --scratch local -o plan.sql", shell=True, cwd=folder, check=True,
                   stdout=subprocess.DEVNULL)
    after = spins_and_is_gone(terminal, f"{pgplumb} apply plan.sql")
    said = after.replace("\n", "")
    check(said.count(LONG) == 1 and "Applied" in said, "the steps are not told once", after)


def main():
    pgplumb = shlex.quote(os.path.abspath(sys.argv[1]))
    assert "DATABASE_URL" in os.environ
    for look, columns in ((look_at_plan, 80), (look_at_apply, 30)):
        with tempfile.TemporaryDirectory(prefix="pgplumb-terminal-") as name:
            terminal = Terminal(Path(name), columns)
            try:
                look(pgplumb, Path(name), terminal)
            finally:
                terminal.close()


if __name__ == "__main__":
    main()
