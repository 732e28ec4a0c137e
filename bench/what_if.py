"""What if: the book read, and the days of two months run through once, by the size of the book."""

from __future__ import annotations

from collections.abc import Iterator

from bench.books import CLOCK, Shelf
from bench.table import Figure
from bench.timing import milliseconds, seconds
from repdesk.desk.opening import open_book
from repdesk.desk.what_if import Trial, WhatIf

SIZES = (1_000, 100_000)
FEWER = Trial(quota=45)


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure with the accounts known already, as they are in the app."""
    for size in SIZES:
        book = open_book(shelf.book(size), CLOCK)
        book.accounts(book.list_day())
        of = f"{size:,} accounts"
        yield Figure(f"what if: the book read, {of}", milliseconds(seconds(lambda: WhatIf(book))))  # noqa: B023 (called at once)
        prospect = WhatIf(book).prospect(FEWER)
        days = len(prospect.ahead.days)
        yield Figure(f"what if: {days} working days run through once, {of}", milliseconds(seconds(prospect.run)))
        yield Figure(f"what if: what they come to, {of}", milliseconds(seconds(prospect.outlook)))
        book.close()
