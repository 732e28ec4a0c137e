"""A date that is typed: read by the rules, and told under the field with what may be taken in its place."""

from __future__ import annotations

from collections.abc import Iterator

from bench.books import CLOCK, Shelf
from bench.screens import BARE
from bench.table import Figure, against
from bench.terminal import Terminal
from bench.timing import seconds
from repdesk.desk.opening import open_book
from repdesk.desk.when import offers, parsed, read_when

SIZES = (1_000, 100_000)
TYPED = (
    "下周二 下午三点",
    "fri 3:30",
    "first working day of next month at half past two",
    "三周后上午十点一刻",
    "5/12 12:30",
)


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure against a key of a bare Textual app: what a key of a date adds to it."""
    bare = Terminal(BARE, shelf.environment())
    bare.wait_for("bare 0")
    bare.settle()
    keys = [bare.press("j") for _ in TYPED]
    bare.close()
    for size in SIZES:
        book = open_book(shelf.book(size), CLOCK)
        book.load()  # as in the app, where the load is counted by then
        parsed(book, TYPED[0])  # and the phrases are compiled, ahead of the first date
        alone = [seconds(lambda: parsed(book, text)) for text in TYPED]  # noqa: B023 (called at once)
        told = [seconds(lambda: (read_when(book, text), offers(book, text))) for text in TYPED]  # noqa: B023
        yield against(f"a typed date read, {size:,} accounts", alone, "key of the bare app", keys)
        yield against(f"a typed date told under its field, {size:,} accounts", told, "key of the bare app", keys)
        book.close()
