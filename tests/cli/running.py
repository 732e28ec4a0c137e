"""The command line run in this process, as a script would run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from repdesk.cli import main

MONDAY = "2026-11-23T09:00"


class Shell:
    """Runs commands on one book and keeps what they print."""

    def __init__(self, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.book = book
        self.now = MONDAY
        self._capsys = capsys

    def run(self, *words: object) -> tuple[int, str, str]:
        """Return exit code, stdout and stderr."""
        code = main(["--db", str(self.book), "--now", self.now, *map(str, words)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def ok(self, *words: object) -> str:
        """Run what must succeed; return stdout."""
        code, out, err = self.run(*words)
        assert (code, err) == (0, ""), err
        return out

    def json(self, *words: object) -> Any:
        """Run what must succeed with --json; return the data."""
        return json.loads(self.ok(*words, "--json"))

    def refused(self, *words: object, code: int = 1) -> str:
        """Run what must fail with one line on stderr; return the line."""
        got, out, err = self.run(*words)
        assert (got, out) == (code, "")
        assert err.startswith("repdesk: ")
        assert err.endswith("\n")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        return err
