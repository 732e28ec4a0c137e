"""How long it takes to find who is in a book twice, and what it takes of memory; one customer in twenty is."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from bench.books import CLOCK, Shelf
from bench.table import Figure
from bench.timing import milliseconds, seconds
from repdesk.desk.book import Book
from repdesk.desk.merging.finding import duplicate_pairs
from repdesk.desk.merging.merge_writing import merge
from repdesk.desk.opening import open_book
from repdesk.models.account import Account, Phone

SIZES = (1_000, 100_000)
TWICE = 20
_FORMS = (" Ltd", "有限公司", " GmbH")
_EACH = """
SELECT a.name, a.region, p.e164 FROM live_account AS a JOIN live_phone AS p ON p.account_id = a.id WHERE a.id % ? = 0
"""


def with_twins(shelf: Shelf, size: int) -> Path:
    """Return a copy of the demo book in which one customer in twenty is there a second time, written otherwise."""
    path = shelf.folder / f"twins-{size}.db"
    shutil.copyfile(shelf.book(size), path)
    book = open_book(path, CLOCK)
    rows = book.read().execute(_EACH, (TWICE,)).fetchall()
    with book.store.act("import", at=book.clock.stamp()) as act:
        twins = [
            {"name": name.upper() + _FORMS[at % 3], "region": region} for at, (name, region, _e) in enumerate(rows)
        ]
        ids = act.insert_many(Account, [twin | {"created_at": act.at} for twin in twins])
        numbers = [(one, e164) for one, (_n, _r, e164) in zip(ids, rows, strict=True) if one % 2]
        act.insert_many(Phone, [{"account_id": one, "e164": e164, "raw": e164} for one, e164 in numbers])
    book.close()
    return path


def memory(book: Book) -> str:
    """Return what a look through the book takes at the most."""
    tracemalloc.start()
    duplicate_pairs(book)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return f"{peak / 2**20:,.0f} MB"


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure the look through the whole book, from the file to rows, and a merge."""
    for size in SIZES:
        book = open_book(with_twins(shelf, size), CLOCK)
        taken = seconds(lambda: duplicate_pairs(book))  # noqa: B023 (called at once)
        yield Figure(f"duplicates found, {size:,} accounts", f"{taken:,.1f} s")
        yield Figure(f"duplicates found, {size:,} accounts, memory at the most", memory(book))
        merge(book, 1, 2)  # loads what writing needs
        made_one = seconds(lambda: merge(book, 3, 4))  # noqa: B023 (called at once)
        yield Figure(f"two customers made one, {size:,} accounts", milliseconds(made_one))
        book.close()
