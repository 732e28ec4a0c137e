"""What a restore takes over from a damaged book is what its journal has: no customer goes, no number is let out."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.backups import restoring
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.forgetting import forget
from repdesk.models.account import Suppression
from repdesk.store.backups import restore
from repdesk.store.backups.lasting import Lasting
from tests.desk.making import SetClock, a_book, fill
from tests.store.test_replay import tamper

NUMBER = "+8613812345678"


def harmed(path: Path, sql: str) -> list[int]:
    """Restore over a book in which a row that outlasts a restore was changed; return the accounts afterwards."""
    with a_book(path) as book:
        people = fill(book, *(dict[str, object](name=f"客户{n}") for n in range(5)), {"phones": [NUMBER]})
        back_up(book)
        forget(book, people[0])
        with book.store.act("forbid_calls", at=book.clock.stamp()) as act:
            act.put(Suppression, NUMBER, since="2026-11-23")
        book.applied(act.change)
        tamper(book.store, sql)
    restoring.carry_out(restoring.prepare(path), SetClock())
    with a_book(path) as book:
        rows = book.read().execute("SELECT e164 FROM live_suppression").fetchall()
        assert rows == [(NUMBER,)]
        return [number - people[0] for (number,) in book.read().execute("SELECT id FROM live_account ORDER BY id")]


SAME_DAY = [
    "UPDATE forgotten SET account_id = account_id + 2",
    "DELETE FROM forgotten",
    "UPDATE suppression SET e164 = '+8613812345679'",
    "UPDATE suppression SET retracted_by = 1",
]


@pytest.mark.parametrize("sql", SAME_DAY)
def test_a_damaged_row_takes_no_customer_and_lets_no_number_out(tmp_path: Path, sql: str) -> None:
    assert harmed(tmp_path / "book.db", sql) == [1, 2, 3, 4, 5]


def test_this_bites_where_rows_are_believed_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_it_stands(_connection: object, lasting: Lasting) -> Lasting:
        return lasting

    monkeypatch.setattr(restore, "put_right", as_it_stands)
    assert harmed(tmp_path / "book.db", SAME_DAY[0]) != [1, 2, 3, 4, 5]
