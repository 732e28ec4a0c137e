"""Books for the tests of the desk: real files, a few accounts by hand, a clock that stands where it is put."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.desk.opening import open_book
from repdesk.desk.rows import Found
from repdesk.models.account import Account, Contact, Phone
from repdesk.models.plan import NextCall

MONDAY = datetime(2026, 11, 23, 9, 0)


class SetClock(Clock):
    """A clock that the test sets."""

    def __init__(self, now: datetime = MONDAY) -> None:
        super().__init__()
        self.moment = now

    def now(self) -> datetime:
        return self.moment.astimezone()


@contextmanager
def a_book(path: Path, *, now: datetime = MONDAY) -> Iterator[Book]:
    book = open_book(path, SetClock(now), create=True)
    try:
        yield book
    finally:
        book.close()


def set_clock(book: Book, now: datetime) -> None:
    assert isinstance(book.clock, SetClock)
    book.clock.moment = now


def fill(book: Book, *accounts: dict[str, object]) -> list[int]:
    """Put accounts in by column names, with `phones` (E.164, one made up where not given), `kp` and `next` (a row)."""
    with book.store.act("import", at=book.clock.stamp()) as act:
        plain = [{k: v for k, v in a.items() if k not in ("phones", "kp", "next")} for a in accounts]
        rows = [{"name": f"客户{n}", "created_at": book.clock.stamp(), **row} for n, row in enumerate(plain, 1)]
        ids = act.insert_many(Account, rows)
        for account_id, account in zip(ids, accounts, strict=True):
            phones = account.get("phones", [f"+86138{account_id:08d}"])
            assert isinstance(phones, list)
            act.insert_many(Phone, [{"account_id": account_id, "e164": p, "raw": p} for p in phones])
            if account.get("kp"):
                act.insert_many(Contact, [{"account_id": account_id, "name": account["kp"], "is_kp": 1}])
            nxt = account.get("next")
            if isinstance(nxt, dict):
                row = {"set_by": "rule", "set_at": book.clock.stamp(), **nxt}
                act.insert_many(NextCall, [{"account_id": account_id, **row}])
    book.applied(act.change)
    return ids


def find(book: Book, text: str) -> tuple[Found, ...]:
    """Find customers by what is typed, notes and slips of the keys looked at too."""
    return book.search.find_all(text)
