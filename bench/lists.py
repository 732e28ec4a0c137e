"""How long today's list takes to build, by the size of the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.books import CLOCK, Shelf
from bench.table import Figure
from bench.timing import middle, milliseconds, seconds
from repdesk.desk.opening import open_book
from repdesk.desk.today import day_list
from repdesk.rules.call_list import build

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5


def taken(work: Callable[[], object]) -> float:
    """Return the median seconds of a few goes."""
    return middle([seconds(work) for _round in range(ROUNDS)])


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure the rules alone, and the whole read from the file to rows for the screen."""
    for size in SIZES:
        book = open_book(shelf.book(size), CLOCK)
        day = book.list_day()
        accounts = book.accounts(day)
        rules = taken(lambda: build(accounts, day, book.policy, book.calendar))  # noqa: B023 (called at once)

        def whole() -> None:
            book.refresh()  # noqa: B023 (called at once)
            day_list(book)  # noqa: B023

        yield Figure(f"building the list, {size:,} accounts: the rules", milliseconds(rules))
        yield Figure(f"building the list, {size:,} accounts: from the file to rows", milliseconds(taken(whole)))
        book.close()
