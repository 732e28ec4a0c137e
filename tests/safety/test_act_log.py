"""The log of acts in human words, and the way back to before a line of it, each act a step of its own."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from repdesk.desk.act_log import act_log, acts_since, undo_to
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.rules.types import Outcome
from repdesk.screens.act_log import ActLogScreen
from tests.cli.running import Shell
from tests.desk.making import a_book, fill
from tests.screens.working import a_desk
from tests.visible_digest import visible_digest


def test_each_line_says_what_for_whom_and_by_whom(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, two = fill(book, {"name": "荣泰"}, {"name": "榕泉"})
        log_call(book, one, Outcome.TALKED, CallDetails(note="x"))
        edit_customer(book, two, "need", "seats")
        undo(book)
        rows = list(act_log(book))
    assert [(row.what, row.whom, row.kind, row.in_force) for row in rows] == [
        ("an edit of a card", "榕泉", "undo", False),
        ("an edit of a card", "榕泉", "act", False),
        ("a call", "荣泰", "act", True),
        ("an import", "", "act", True),
    ]


def test_going_back_is_many_steps_and_each_is_done_again(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        before = visible_digest(book.read())
        for n in range(5):
            log_call(book, one, Outcome.TALKED, CallDetails(note=f"call {n}"))
        after = visible_digest(book.read())
        first = act_log(book)[4].seq
        assert acts_since(book, first) == 5
        with pytest.raises(RepdeskError):
            undo_to(book, first, 4)  # one more than was agreed to
        came = undo_to(book, first, 5)
        assert (came.count, came.accounts, came.refused) == (5, frozenset({one}), None)
        assert visible_digest(book.read()) == before
        assert acts_since(book, first) == 0
        for _step in range(5):
            assert redo(book) is not None
        assert redo(book) is None
        assert visible_digest(book.read()) == after


async def test_at_the_screen_it_says_how_many_before_it_does_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "[/oops]\x1b]0;x\x07"}, {}, {}) as desk:
        await desk.press("n", "n", "n")
        await desk.until(lambda: desk.today.day.head.calls == 3)
        await desk.press("L")
        await desk.until(lambda: isinstance(desk.app.screen, ActLogScreen))
        await desk.shows("[/oops]␛]0;x␇")
        await desk.press("down", "enter")
        await desk.shows("Take 2 acts back?")
        await desk.press("1")
        await desk.until(lambda: desk.today.day.head.calls == 3)
        await desk.press("enter", "2")
        await desk.shows("2 acts taken back")
        await desk.press("escape")
        await desk.until(lambda: desk.today.day.head.calls == 1)
        await desk.press("U")
        await desk.until(lambda: desk.today.day.head.calls == 2)


def test_in_the_shell(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"name": "a\x1b[31mb"})
    shell = Shell(tmp_book, capsys)
    shell.ok("log", one, "n")
    shell.ok("undo")
    said = shell.ok("acts")
    assert [line.split("  ")[2].strip() for line in said.splitlines()] == ["a call", "a call", "an import"]
    assert "\x1b" not in said
    rows = shell.json("acts")
    assert [(row["kind"], row["name"], row["in_force"]) for row in rows] == [
        ("undo", "log_call", False),
        ("act", "log_call", False),
        ("act", "import", True),
    ]


def grown(path: Path, entries: int) -> None:
    """Give a book a journal of so many entries; their bodies are never read, so they have none."""
    with closing(sqlite3.connect(path)) as connection:
        (last,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
        connection.execute(
            "WITH RECURSIVE n (v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < ?)"
            " INSERT INTO journal (seq, kind, name, at, account_id, body_digest, digest) SELECT v + ?, 'act',"
            " 'log_call', '2026-11-20T01:00:00.000000Z', 1, zeroblob(32), zeroblob(32) FROM n",
            (entries, last),
        )
        connection.commit()


@pytest.mark.parametrize("entries", [20_000, pytest.param(300_000, marks=pytest.mark.soak)])
def test_a_long_journal_is_read_where_it_is_looked_at(tmp_book: Path, entries: int) -> None:
    with a_book(tmp_book) as book:
        fill(book, {})
    grown(tmp_book, entries)
    with a_book(tmp_book) as book:
        began = time.perf_counter()
        log = act_log(book)
        assert log[0].what == "a call"
        print(f"{entries} entries: {(time.perf_counter() - began) * 1000:.0f} ms")
        assert len(log) == entries + 1
        assert len(log._pages) == 1
