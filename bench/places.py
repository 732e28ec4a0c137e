"""Switching between the places of the desk and opening a card, by the size of the book."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Sequence

from bench.books import Shelf
from bench.screens import BARE
from bench.table import Figure, against
from bench.terminal import Terminal
from bench.timing import late, milliseconds

SIZES = (1_000, 100_000)
GOES = 7
APP = [sys.executable, "-m", "repdesk"]
PLACES = {"book": "2", "funnel": "3", "schedule": "4", "review": "6", "the day": "T"}
ACCOUNTS_A_SECOND = 5_000
PAGE_DOWN = "\x1b[6~"
FILTER = "stage>=3 untouched>20d city:北"


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure key to paint: each place the first time and when one comes back, a card opened and walked on from."""
    bare = Terminal(BARE, shelf.environment())
    bare.wait_for("bare 0")
    bare.settle()
    bare_keys = [bare.press("j") for _ in range(GOES)]
    bare.close()
    for size in SIZES:
        copy = shelf.folder / f"places-{size}.db"
        shutil.copyfile(shelf.book(size), copy)
        app = Terminal(APP, shelf.environment() | {"REPDESK_DB": str(copy)})
        app.wait_for("[0-9]/60", timeout=120)
        app.settle()
        time.sleep(size / ACCOUNTS_A_SECOND)  # the list is put on record meanwhile, and the search gets its index
        app.settle()
        of = f"{size:,} accounts"
        for name, key in PLACES.items():
            yield Figure(f"key to paint, {name} the first time, {of}", milliseconds(app.press(key)))
            app.press("1")
        for name, key in PLACES.items():
            there, back = [], []
            for _go in range(GOES):
                there.append(app.press(key))
                back.append(app.press("1"))
            yield against(f"key to paint, {name} again, {of}", there, "bare app", bare_keys)
            yield against(f"key to paint, {name} back to today, {of}", back, "bare app", bare_keys)
        yield from in_the_book(app, of, bare_keys)
        opened, walked = [], []
        for _go in range(GOES):
            opened.append(app.press("\r"))
            walked.append(app.press("]"))
            app.press("\x1b")
            app.press("j")
        yield against(f"key to paint, card opened, {of}", opened, "bare app", bare_keys)
        yield against(f"key to paint, card to the next one, {of}", walked, "bare app", bare_keys)
        app.close()


def in_the_book(app: Terminal, of: str, bare_keys: Sequence[float]) -> Iterator[Figure]:
    """Measure the book: the cursor, a page, an order worked out and one that is kept, each letter of a filter."""
    app.press("2")
    app.settle()
    yield against(f"key to paint, book cursor, {of}", [app.press("j") for _ in range(GOES)], "bare app", bare_keys)
    yield against(f"key to paint, book page, {of}", [app.press(PAGE_DOWN) for _ in range(GOES)], "bare app", bare_keys)
    yield against(f"key to paint, book sorted anew, {of}", [app.press(">") for _ in range(GOES)], "bare app", bare_keys)
    yield against(
        f"key to paint, book sorted again, {of}", [app.press("<") for _ in range(GOES)], "bare app", bare_keys
    )
    app.press("f")
    letters = [app.press(letter) for letter in FILTER]
    yield against(f"key to paint, letter of a filter, {of}", letters, "bare app", bare_keys)
    yield Figure(f"key to paint, letter of a filter, 95 of 100 below, {of}", milliseconds(late(letters)))
    app.press("\r")
    app.press("1")
