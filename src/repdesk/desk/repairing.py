"""Repairing the book: what is wrong, a copy of it as it is, and what could be mended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from repdesk.desk.book import Book
from repdesk.store.backups.aside import set_aside
from repdesk.store.checking.check import Problem, check
from repdesk.store.checking.repair import repair


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of a repair: how many of each kind (a code), what is left, the act's number, the copy made before."""

    counts: dict[str, int]
    left: list[Problem]
    change_id: int | None = None
    aside: Path | None = None


def mend(book: Book) -> Mended:
    """Mend what can be mended, where there is anything to; the book as it was is set aside first."""
    if not check(book.store):
        return Mended({}, [])
    stamp = book.clock.stamp()
    aside = set_aside(book.store, at=stamp)
    done = repair(book.store, at=stamp)
    book.applied(done.change)
    book.refresh()
    return Mended(done.mended, done.left, done.change.seq if done.change else None, aside)
