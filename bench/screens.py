"""First frame, keys and memory of the app, in turn with a bare Textual app."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.books import Shelf
from bench.table import Figure, against
from bench.terminal import Terminal
from bench.timing import late, middle, milliseconds
from repdesk.clock import Clock
from repdesk.desk.demo import make_demo
from repdesk.desk.opening import open_book
from repdesk.desk.today import day_list

ROUNDS = 7
CURSOR_KEYS = 30
LOG_KEYS = 15
APP = [sys.executable, "-m", "repdesk"]
BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]


def first_name(path: Path) -> str:
    """Return a pattern for the customer at the top of the list."""
    book = open_book(path, Clock())
    try:
        return re.escape(day_list(book).rows[0].name[:10])
    finally:
        book.close()


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure the app on a book of a thousand accounts, opened as a rep does; every round starts on a fresh copy."""
    source, surroundings = shelf.folder / "screens.db", shelf.environment()
    make_demo(source, accounts=1_000, seed=1, clock=Clock())
    pattern = first_name(source)
    frames: dict[str, list[float]] = {"bare": [], "app": []}
    peaks: dict[str, list[float]] = {"bare": [], "app": []}
    cursor: list[float] = []
    logged: list[float] = []
    bare_keys: list[float] = []
    for number in range(ROUNDS):
        bare = Terminal(BARE, surroundings)
        frames["bare"].append(bare.wait_for("bare 0"))
        bare.settle()
        bare_keys += [bare.press("j") for _ in range(CURSOR_KEYS)]
        peaks["bare"].append(bare.peak_mb())
        bare.close()
        copy = shelf.folder / f"screen-{number}.db"
        shutil.copyfile(source, copy)
        app = Terminal(APP, surroundings | {"REPDESK_DB": str(copy)})
        frames["app"].append(app.wait_for(pattern))
        app.settle()
        peaks["app"].append(app.peak_mb())
        cursor += [app.press("j") for _ in range(CURSOR_KEYS)]
        logged += [app.press("n") for _ in range(LOG_KEYS)]
        app.close()
    yield against("first frame with today's list, 1,000 accounts", frames["app"], "bare app", frames["bare"])
    yield against("key to paint, cursor", cursor, "bare app", bare_keys)
    yield Figure("key to paint, cursor, 95 of 100 below", milliseconds(late(cursor)))
    yield against("key to paint, logging a call", logged, "bare app", bare_keys)
    yield Figure("key to paint, logging a call, 95 of 100 below", milliseconds(late(logged)))
    ours, bares = middle(peaks["app"]), middle(peaks["bare"])
    yield Figure("peak memory of the app, 1,000 accounts", f"{ours:.0f} MB", f"bare app {bares:.0f} MB", ours / bares)
