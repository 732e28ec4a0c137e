"""Switching between the places of the desk and opening a card, by the size of the book."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

from bench.books import Shelf
from bench.screens import BARE
from bench.table import Figure, against
from bench.terminal import Terminal
from bench.timing import milliseconds

SIZES = (1_000, 100_000)
GOES = 7
APP = [sys.executable, "-m", "repdesk"]
PLACES = {"funnel": "3", "schedule": "4"}


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
        app.settle()  # the list is put on record meanwhile
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
        opened, walked = [], []
        for _go in range(GOES):
            opened.append(app.press("\r"))
            walked.append(app.press("]"))
            app.press("\x1b")
            app.press("j")
        yield against(f"key to paint, card opened, {of}", opened, "bare app", bare_keys)
        yield against(f"key to paint, card to the next one, {of}", walked, "bare app", bare_keys)
        app.close()
