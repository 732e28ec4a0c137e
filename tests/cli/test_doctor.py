"""The doctor says of every state of a book what it is, changes nothing, and names nobody in its report."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from repdesk import paths
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.opening import open_book
from repdesk.shell import terminal
from repdesk.store.backups.elsewhere import Elsewhere, write_elsewhere
from repdesk.store.connect import SCHEMA, bare
from repdesk.store.draft_file import draft_path, write_draft
from repdesk.store.encrypting.keys import RING
from repdesk.store.erasing.erase_backups import Waiting, write_waiting
from tests.desk.making import MONDAY, SetClock, a_book, fill

from .running import Shell

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other means for this")


@pytest.fixture
def kept(shell: Shell) -> Shell:
    """Return a shell on a book with a customer and a backup."""
    with a_book(shell.book) as book:
        fill(book, {"name": "Alder"})
        back_up(book)
    return shell


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def found(shell: Shell) -> dict[str, tuple[str, str]]:
    """Run the doctor; return the gravest finding of each kind. Not a byte is changed by it, and no file is made."""
    before = files(shell.book.parent)
    code, out, err = shell.run("doctor", "--json")
    assert err == ""
    assert files(shell.book.parent) == before
    grave = {}
    for one in json.loads(out):
        assert set(one) == {"kind", "level", "text"}
        if one["level"] != "ok" or one["kind"] not in grave:
            grave[one["kind"]] = (one["level"], one["text"])
    assert code == any(level == "wrong" for level, _text in grave.values())
    return grave


def test_all_is_well(kept: Shell) -> None:
    said = found(kept)
    assert {level for level, _text in said.values()} == {"ok"}
    assert "1 customers, 0 calls" in said["book"][1]
    assert "1 backup" in said["backups"][1]
    assert {"versions", "platform", "lock", "permissions", "disk", "terminal", "locale", "policy", "keys", "cloud"} <= {
        *said
    }
    assert kept.ok("doctor").endswith("All is well.\n")


def _altered(number: int, value: bytes) -> Callable[[Path], None]:
    def alter(book: Path) -> None:
        with book.open("r+b") as file:
            file.seek(number)
            file.write(value)

    return alter


def _newer(book: Path) -> None:
    with closing(bare(book)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def _linked(book: Path) -> None:
    book.unlink()
    book.symlink_to(book.with_name("nowhere.db"))


def _backup_altered(book: Path) -> None:
    (backup,) = (book.parent / "backups").glob("*.db")
    _altered(5000, b"xxxx")(backup)


def _gone(book: Path) -> None:
    book.unlink()


def _no_backups(book: Path) -> None:
    for file in (book.parent / "backups").iterdir():
        file.unlink()


def _config(name: str, text: str) -> Callable[[Path], None]:
    def write(_book: Path) -> None:
        paths.config_dir().mkdir(parents=True, exist_ok=True)
        (paths.config_dir() / name).write_text(text, encoding="utf-8")

    return write


STATES: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "header": (_altered(0, b"\x00" * 100), "book", "wrong", "cannot be read"),
    "pages": (_altered(4096, b"\x00" * 40_000), "book", "wrong", "cannot be read"),
    "emptied": (lambda book: book.write_bytes(b""), "book", "wrong", "cannot be read"),
    "gone": (_gone, "book", "wrong", "there are backups of it"),
    "hard link": (lambda book: os.link(book, book.with_name("second.db")), "names", "look", "another name too"),
    "newer": (_newer, "schema", "wrong", f"its schema is {SCHEMA + 1}"),
    "link": (_linked, "book", "wrong", "leads nowhere"),
    "backup": (_backup_altered, "backups", "wrong", "not as it was made"),
    "no backups": (_no_backups, "backups", "look", "no backup yet"),
    "policy": (_config("policy.toml", "quota_per_day = 'many'"), "policy", "wrong", ""),
    "keys": (_config("keys.toml", "nobody = 'x'"), "keys", "wrong", "nobody"),
    "draft": (lambda book: write_draft(draft_path(book), {"drafts": []}), "draft", "ok", "offers it"),
    "erasure": (
        lambda book: write_waiting(book, [Waiting(Path("a"), "absent")], swept=True),
        "erasures",
        "look",
        "1 backup",
    ),
    "second folder": (
        lambda book: write_elsewhere(book, Elsewhere(book.with_name("stick"))),
        "second",
        "look",
        "not there now",
    ),
    "cloud": (lambda book: (book.parent / ".stfolder").mkdir(), "cloud", "look", "Syncthing"),
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_wrong_is_named(kept: Shell, state: str) -> None:
    spoil, kind, level, text = STATES[state]
    spoil(kept.book)
    said = found(kept)[kind]
    assert said[0] == level, said
    assert text in said[1]


def test_where_there_is_no_book_yet(shell: Shell) -> None:
    said = found(shell)
    assert said["book"][0] == "look"
    assert "no book yet" in said["book"][1]


@POSIX
@pytest.mark.parametrize(("name", "kind"), [("book.db", "permissions"), ("backups", "folders")])
def test_what_others_can_read_is_named(kept: Shell, name: str, kind: str) -> None:
    (kept.book.parent / name).chmod(0o755)
    level, text = found(kept)[kind]
    assert level == ("wrong" if kind == "permissions" else "look")
    assert name in text


def test_a_book_in_use_is_looked_at_with_its_latest_acts(kept: Shell) -> None:
    book = open_book(kept.book, SetClock(MONDAY), session=True)
    try:
        fill(book, {"name": "Birch"})
        said = found(kept)
        assert f"process {os.getpid()} on {socket.gethostname()}" in said["lock"][1]
        assert "2 customers" in said["book"][1]
    finally:
        book.close()
    assert found(kept)["lock"][1].startswith("No app")


def test_an_encrypted_book_is_looked_into_where_its_passphrase_is_at_hand(
    kept: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlcipher3", reason="encrypted books need SQLCipher")
    RING.clear()
    secret = tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_text("correct horse battery\n", encoding="utf-8")
    monkeypatch.setenv("REPDESK_PASSPHRASE_FILE", str(secret))
    kept.ok("encrypt", "--backups")
    said = found(kept)
    assert said["encryption"][1] == "The book is encrypted."
    assert "1 customers" in said["book"][1]
    monkeypatch.delenv("REPDESK_PASSPHRASE_FILE")
    RING.clear()
    assert "was not looked at" in found(kept)["book"][1]


def test_the_report_names_nobody(
    kept: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "canaryhost")
    folder = Path(os.environ["HOME"]) / "canaryuser" / "canaryfolder"
    for name in ("Alder & Canaryfirm.db", "Alder & Canaryfirm (canary's conflicted copy).db"):
        with a_book(folder / name) as book:
            fill(book, {"name": "Canaryfirm", "notes": "Canarynote"})
            back_up(book)
    shell = Shell(folder / "Alder & Canaryfirm.db", capsys)
    shell.book.chmod(0o644)
    monkeypatch.setenv("REPDESK_CONFIG", str(folder / "canaryconfig"))
    target = tmp_path / "report.txt"
    session = open_book(shell.book, SetClock(MONDAY), session=True)
    _config("policy.toml", "canaryfigure = 1")(shell.book)
    shell.book.chmod(0o644)
    code, out, err = shell.run("doctor", "--report", target)
    session.close()
    assert (code, err) == (1, "")
    report = target.read_text("utf-8")
    assert all(word in out for word in ("canaryuser", "canaryhost", "Canaryfirm", "canaryfigure"))
    assert out.count("\n") == report.count("\n") + 1
    for word in ("canary", "alder", str(tmp_path).casefold(), str(Path.home()).casefold()):
        assert word not in report.casefold()
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    assert "already" in shell.run("doctor", "--report", target)[2]
    assert target.read_bytes() == before
    assert "could not be written" in shell.run("doctor", "--report", target / "below")[2]


@POSIX
@pytest.mark.parametrize(("answer", "cells"), [(b"\x1b[5;2R", 1), (b"\x1b[5;3R", 2), (b"", None)])
def test_a_terminal_is_asked_how_wide_it_draws(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, cells: int | None
) -> None:
    ours, theirs = os.openpty()
    monkeypatch.setattr(terminal, "_PATIENCE", 2.0 if answer else 0.05)

    def answering() -> None:
        os.read(ours, 100)
        os.write(ours, answer)

    other = threading.Thread(target=answering)
    with open(theirs, closefd=False) as stdin, open(theirs, "w", closefd=False) as stdout:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", stdout)
        if answer:
            other.start()
        assert terminal.ambiguous_cells() == cells
        monkeypatch.undo()
    if answer:
        other.join()
    os.close(ours)
    os.close(theirs)
