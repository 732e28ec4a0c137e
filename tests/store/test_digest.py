"""The digest of the visible book: blind to what only the journal needs, awake to everything the rep sees."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.undoing import redo, undo
from repdesk.rules.types import Outcome
from repdesk.store.backups.backup import copy_book
from repdesk.store.reading.export import SHOWN
from tests.desk.making import a_book, fill
from tests.visible_digest import visible_digest, visible_digests


def test_undo_and_redo_lead_back_to_the_same_digests(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        (one,) = fill(book, {"kp": "王芳"})
        book.policy_id()
        start = visible_digest(book.read())
        log_call(book, one, Outcome.INTERESTED, CallDetails(note="会回电"))
        end = visible_digest(book.read())
        assert end != start
        undo(book)
        assert visible_digest(book.read()) == start
        redo(book)
        assert visible_digest(book.read()) == end


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("account", "UPDATE account SET notes = 'x'"),
        ("phone", "UPDATE phone SET retracted_by = 1"),
        ("contact", "UPDATE contact SET title = 'x'"),
        ("next_call", "UPDATE next_call SET promised = 1"),
        ("suppression", "INSERT INTO suppression (e164, since) VALUES ('+8613800000001', '2026-11-23')"),
    ],
)
def test_every_change_shows_in_its_table_alone(tmp_path: Path, table: str, change: str) -> None:
    with a_book(tmp_path / "book.db") as book:
        fill(book, {"kp": "王芳", "next": {"day": "2026-11-23"}})
        before = visible_digests(book.read())
        copy = copy_book(book.read(), tmp_path / "copy.db").path
    with closing(sqlite3.connect(copy)) as connection:
        assert visible_digests(connection) == before
        connection.execute("UPDATE next_call SET set_in = 99")  # a number of the journal is no part of what is shown
        assert visible_digests(connection) == before
        connection.execute(change)
        after = visible_digests(connection)
    assert {name for name in SHOWN if after[name] != before[name]} == {table}
