"""One edit of every customer: what it would come to, the act with its backup, and its undo; and who fits a filter."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from bench.books import CLOCK, Shelf
from bench.table import Figure
from bench.timing import milliseconds, seconds
from repdesk.desk.bulk import plan_edit, read_edit
from repdesk.desk.bulk_writing import edit_many
from repdesk.desk.filtering import matching, read_filter
from repdesk.desk.opening import open_book
from repdesk.desk.sheet import Sheet
from repdesk.desk.undoing import undo

SIZES = (1_000, 100_000)
FILTERS = ("grade:A stage>=3 untouched>20d city:北京", "phone:138", "missing:kp")
EDITS = (("tag", "fair"), ("next", "+1d..+30d"))


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure on a copy of each book, the accounts known already as they are in the app."""
    for size in SIZES:
        copy = shelf.folder / f"edits-{size}.db"
        shutil.copyfile(shelf.book(size), copy)
        book = open_book(copy, CLOCK)
        ids = tuple(sorted(Sheet(book).accounts))
        for text in FILTERS:
            sheet = Sheet(book)
            taken = seconds(lambda: matching(sheet, read_filter(book, text, sheet)))  # noqa: B023 (called at once)
            yield Figure(f"who fits {text!r}, {size:,} accounts", milliseconds(taken))
        for field, value in EDITS:
            edit, of = read_edit(book, field, value), f"{field} of {size:,} accounts"
            works = {
                "what an edit comes to": lambda: plan_edit(Sheet(book), ids, edit),  # noqa: B023 (called at once)
                "the edit with its backup": lambda: edit_many(book, ids, edit),  # noqa: B023
                "its undo": lambda: undo(book),  # noqa: B023
            }
            for what, work in works.items():
                yield Figure(f"{what}, {of}", milliseconds(seconds(work)))
        book.close()
