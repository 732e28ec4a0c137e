"""The real program on a real pty, while a shell logs a call to the same book."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("fcntl", reason="a pty needs POSIX")

from bench.terminal import Terminal

NOW = ("--now", "2026-11-23T09:00")


def repdesk(book: Path, *words: str) -> str:
    """Run a command as a shell would and return what it printed."""
    command = [sys.executable, "-m", "repdesk", "--db", str(book), *NOW, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_app_and_shell_work_on_one_book(shared_data: Path, tmp_book: Path) -> None:
    repdesk(tmp_book, "import", str(shared_data / "book-en-1000.xlsx"))
    items = json.loads(repdesk(tmp_book, "today", "--json"))["items"]
    command = [sys.executable, "-m", "repdesk", "--db", str(tmp_book), *NOW]
    app = Terminal(command, dict(os.environ, TERM="xterm-256color"))
    try:
        app.wait_for("0/60")
        app.wait_for(items[0]["name"][:12])
        app.settle()
        app.press("n")
        app.wait_for("1/60")
        logged = json.loads(repdesk(tmp_book, "log", str(items[4]["account_id"]), "t", "--note", "by shell", "--json"))
        assert logged["outcome"] == "talked"
        app.wait_for("2/60")  # the app follows by itself
        app.press("t")
        for character in "价格要再谈":
            app.press(character)
        app.press("\r")
        app.wait_for("3/60")
        app.press("u")
        app.wait_for("2/60")
        app.press("U")
        app.wait_for("3/60")
    finally:
        app.close()  # kill -9: nothing that was shown as saved is lost
    states = {item["account_id"]: item["state"] for item in json.loads(repdesk(tmp_book, "today", "--json"))["items"]}
    assert [states[items[n]["account_id"]] for n in (0, 1, 4)] == ["called"] * 3
    assert repdesk(tmp_book, "check") == "The book is in order.\n"


def test_a_second_app_reads_only_and_says_who_writes(tmp_book: Path) -> None:
    repdesk(tmp_book, "demo", "--accounts", "60", "--seed", "3")
    command = [sys.executable, "-m", "repdesk", "--db", str(tmp_book), *NOW]
    first = Terminal(command, dict(os.environ, TERM="xterm-256color"))
    second = None
    try:
        first.wait_for("0/60")
        second = Terminal(command, dict(os.environ, TERM="xterm-256color"))
        second.wait_for("Read only")
        second.settle()
        second.press("n")
        second.wait_for("reading only")
        first.press("n")
        second.wait_for("1/60")
    finally:
        first.close()
        if second is not None:
            second.close()
