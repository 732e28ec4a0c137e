"""Backups: whole, verified, for the owner alone, never over another file."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from repdesk.errors import RepdeskError
from repdesk.models.account import Account
from repdesk.models.call import Call
from repdesk.store.backups import backup as backup_module
from repdesk.store.backups.backup import backup
from repdesk.store.journal import entries
from repdesk.store.store import Store
from repdesk.store.undo import peek_undo, undo


@pytest.fixture
def filled(store: Store, at: str) -> Store:
    with store.act("add", at=at) as act:
        ids = act.insert_many(Account, [{"name": "Alder", "created_at": at} for _ in range(3)])
        act.insert_many(Call, [{"account_id": n, "at": at, "day": "2026-11-23", "outcome": "talked"} for n in ids])
    return store


def test_a_backup_opens_as_the_book_it_was(filled: Store, at: str) -> None:
    before = os.umask(0)
    try:
        info = backup(filled, at=at)
    finally:
        os.umask(before)
    assert (info.accounts, info.calls) == (3, 3)
    assert info.path == filled.path.parent / "backups" / "book-20261123-010000.db"
    assert stat.S_IMODE(info.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(info.path.parent.stat().st_mode) == 0o700
    content = info.path.read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (info.bytes, info.sha256)
    undo(filled, at=at)
    copy = Store.open(info.path)
    assert copy.read().execute("SELECT count(*) FROM live_account").fetchone() == (3,)
    copy.close()


def test_it_is_noted_and_is_no_undo_step(filled: Store, at: str) -> None:
    step = peek_undo(filled.read())
    info = backup(filled, at=at)
    (latest,) = entries(filled.read(), 1)
    assert (latest.name, latest.kind) == ("backup", "housekeeping")
    (value,) = filled.read().execute("SELECT value FROM live_setting WHERE key = 'last_backup'").fetchone()
    assert json.loads(value)["sha256"] == info.sha256
    assert peek_undo(filled.read()) == step


def test_two_in_a_second_are_two(filled: Store, at: str) -> None:
    first, second = backup(filled, at=at), backup(filled, at=at)
    assert first.path != second.path
    assert first.sha256 != second.sha256  # the second holds the note of the first
    assert {file.name for file in first.path.parent.glob("*.db")} == {first.path.name, second.path.name}


def test_another_file_is_never_replaced(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "mine.db"
    target.write_text("mine")
    with pytest.raises(RepdeskError, match="already"):
        backup(filled, target)
    assert target.read_text() == "mine"


def test_a_copy_that_is_not_right_is_not_kept(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter([{"account": 3}, {"account": 2}])
    monkeypatch.setattr(backup_module, "_counts", lambda _: next(counts))
    with pytest.raises(RepdeskError, match="could not be made"):
        backup(filled, tmp_path / "out" / "copy.db")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_reader_may_back_up_too(filled: Store, tmp_path: Path, at: str) -> None:
    reader = Store.open(filled.path, read_only=True)
    info = backup(reader, tmp_path / "copy.db", at=at)
    reader.close()
    with sqlite3.connect(info.path) as copy:
        assert copy.execute("SELECT count(*) FROM live_call").fetchone() == (3,)
    copy.close()
