"""When customers answer: counting a book, the hours of today's list, a call counted in, and the keys that show it."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.books import CLOCK, NOW, Shelf
from bench.lists import taken
from bench.screens import BARE
from bench.table import Figure, against
from bench.terminal import Terminal
from bench.timing import milliseconds, seconds
from repdesk.desk.best_hours import BestHours, best_hours
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.opening import open_book
from repdesk.desk.today import day_list, hours_first
from repdesk.models.call import Call
from repdesk.rules.types import Outcome

SIZES = (1_000, 100_000)
CALLS_EACH = 5  # in one hour of its own: enough for a third of the customers to have best hours
GOES = 7
ACCOUNTS_A_SECOND = 5_000


def with_calls(shelf: Shelf, size: int) -> Path:
    """Return a copy of the book in which every customer was called a few times, at an hour of its own."""
    path = shelf.folder / f"hours-{size}.db"
    shutil.copyfile(shelf.book(size), path)
    book = open_book(path, CLOCK)
    with book.store.act("import", at=CLOCK.stamp()) as act:
        act.insert_many(Call, [_call(number, at) for at in range(CALLS_EACH) for number in range(1, size + 1)])
    book.close()
    return path


def _call(number: int, at: int) -> dict[str, object]:
    answered = number % 3 == 0
    return {
        "account_id": number,
        "at": CLOCK.stamp(),
        "day": f"2026-10-{5 + at:02d}",
        "clock": f"{9 + number % 8:02d}:{number % 60:02d}",
        "outcome": (Outcome.TALKED if answered else Outcome.NO_ANSWER).value,
        "spoke": int(answered),
        "imported": 1,
    }


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure the desk by itself, then key to paint in the app."""
    bare = Terminal(BARE, shelf.environment())
    bare.wait_for("bare 0")
    bare.settle()
    bare_keys = [bare.press("j") for _ in range(GOES)]
    bare.close()
    for size in SIZES:
        path = with_calls(shelf, size)
        of = f"{size:,} accounts, {CALLS_EACH} calls each"
        book = open_book(path, CLOCK)
        yield from on_the_desk(book, of)
        book.close()
        words = [sys.executable, "-m", "repdesk", "--now", NOW.isoformat()]
        app = Terminal(words, shelf.environment() | {"REPDESK_DB": str(path)})
        app.wait_for("[0-9]/60", timeout=120)
        app.settle()
        time.sleep(size / ACCOUNTS_A_SECOND)  # the calls are counted meanwhile, and the search gets its index
        app.settle()
        ordered = [app.press("O") for _ in range(2 * GOES)]
        yield against(f"key to paint, list by best hours or back, {of}", ordered, "bare app", bare_keys)
        cursor = [app.press("j") for _ in range(GOES)]
        yield against(f"key to paint, cursor with best hours beside it, {of}", cursor, "bare app", bare_keys)
        shown = []
        for _go in range(GOES):
            shown.append(app.press("H"))
            app.settle()
            app.press("\x1b")
            app.settle()
        yield against(f"key to paint, when calls are answered, {of}", shown, "bare app", bare_keys)
        app.close()


def on_the_desk(book: Book, of: str) -> Iterator[Figure]:
    """Measure counting, the hours of the list and of everybody, and what a call adds to an act."""
    yield Figure(f"counting when calls are answered, {of}", milliseconds(taken(lambda: BestHours(book).count())))
    listed = [row.account_id for row in day_list(book).rows]
    known = best_hours(book)
    yield Figure(f"best hours of today's list, read, {of}", milliseconds(seconds(lambda: known.of_all(listed))))
    yield Figure(f"best hours of today's list again, {of}", milliseconds(taken(lambda: known.of_all(listed))))
    day = day_list(book)
    ordered = taken(lambda: hours_first(book, day))
    yield Figure(f"today's list put into the order of the best hours, {of}", milliseconds(ordered))
    change = log_call(book, listed[0], Outcome.NO_ANSWER).change
    yield Figure(f"counting one call in, {of}", milliseconds(seconds(lambda: known.follow(change))))
