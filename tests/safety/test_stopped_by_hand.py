"""Ctrl+C in what takes long: the rep is told what was done and what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from repdesk.desk.backups.backing_up import back_up
from tests.cli.running import Shell
from tests.desk.making import a_book, fill
from tests.safety.encrypted import FIRST, forget_passphrases


@pytest.fixture
def shell(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    with a_book(tmp_book) as book:
        fill(book, {"name": "Alder"}, {"name": "Birch"})
        back_up(book)
    return Shell(tmp_book, capsys)


def stopping(*_args: object, **_named: object) -> object:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("where", "words", "after"),
    [
        ("erase", "The customer is in the book as before.", "nothing"),
        ("erase_backups", "The customer is out of the book.", '"repdesk forget" goes on'),
    ],
)
def test_a_forgetting(shell: Shell, monkeypatch: pytest.MonkeyPatch, where: str, words: str, after: str) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(f"repdesk.desk.forgetting.{where}", stopping)
        line = shell.refused("forget", 1, "--yes")
    assert words in line
    assert (after in line) is (where == "erase_backups")
    if where == "erase_backups":
        assert "still to do" not in shell.ok("forget")


@pytest.mark.parametrize(("at", "words"), [(1, "The book is as it was."), (2, "The book is done")])
def test_an_encryption(shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: int, words: str) -> None:
    pytest.importorskip("sqlcipher3")
    (tmp_path / "words").write_text(FIRST, "utf-8")
    (tmp_path / "words").chmod(0o600)
    monkeypatch.setenv("REPDESK_PASSPHRASE_FILE", str(tmp_path / "words"))
    heard: list[int] = []

    @contextmanager
    def bar(_title: str) -> Iterator[Callable[[int, int], None]]:
        def progress(done: int, _total: int) -> None:
            heard.append(done)
            if len(heard) == at:
                raise KeyboardInterrupt

        yield progress

    monkeypatch.setattr("repdesk.shell.encrypting.progress_bar", bar)
    assert words in shell.refused("encrypt", "--backups")
    forget_passphrases()
    assert "no customers" not in shell.ok("accounts")
    shell.ok("encrypt", "--backups")
