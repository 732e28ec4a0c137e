"""Finding anyone: how long a search takes by the size of the book, and from key to paint in the app."""

from __future__ import annotations

import gc
import random
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.books import CLOCK, Shelf
from bench.table import Figure
from bench.terminal import Terminal
from bench.timing import late, middle, milliseconds, seconds
from repdesk.desk.book import Book
from repdesk.desk.opening import open_book
from repdesk.desk.search.pinyin import initials, spellings

SIZES = (1_000, 10_000, 100_000)
SEARCHES = 300
TYPED = ("rongtai", "8000", "张", "bjkj")
GOES = 7
_PATIENCE = 180.0  # seconds for the app to be ready over the largest book
NAMES = Path(__file__).resolve().parents[2] / "shared" / "data" / "company-names-zh.txt"
APP = [sys.executable, "-m", "repdesk"]


def named(shelf: Shelf, accounts: int) -> Path:
    """Return the demo book of so many accounts, half of them with names of real companies where these are at hand."""
    path = shelf.folder / f"search-{accounts}.db"
    shutil.copyfile(shelf.book(accounts), path)
    book = open_book(path, CLOCK)
    from repdesk.models.account import Account

    names = random.Random(accounts).sample(NAMES.read_text("utf-8").split(), accounts // 2) if NAMES.exists() else []
    with book.store.act("edit_customer", at=book.clock.stamp(), kind="housekeeping") as act:
        act.update_many(Account, {2 * number + 1: {"name": name} for number, name in enumerate(names)})
    book.close()
    return path


def typed(book: Book, rng: random.Random) -> list[str]:
    """Return what a rep may type: of names a part, the pinyin, the initials; people, numbers, two words, slips."""
    rows = book.read().execute(
        "SELECT a.name, c.name, p.e164 FROM live_account AS a JOIN live_contact AS c ON c.account_id = a.id"
        " JOIN live_phone AS p ON p.account_id = a.id ORDER BY a.id"
    )
    found: list[str] = []
    for name, person, e164 in rng.sample(rows.fetchall(), SEARCHES // 6):
        begin = rng.randrange(max(1, len(name) - 2))
        said = next(iter(spellings(name)), name.replace(" ", ""))
        spelled = said.lower()
        at = rng.randrange(1, max(2, len(name) - 1))
        slip = name[:at] + name[at + 1 :]
        number = e164[-rng.choice((4, 7, 11)) :]
        found += [name[begin : begin + 4], spelled[:8], initials(said) or spelled[:3], number]
        found += [f"{person[:1]} {number[-4:]}", slip]
    return [text for text in found if text.strip()]


def measured(book: Book, texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return the seconds until the first hits, and until the last, which are looked for in a thread."""
    first: list[float] = []
    last: list[float] = []
    for text in texts:
        began = time.perf_counter()
        further = book.search.find(text).further
        first.append(time.perf_counter() - began)
        if further is not None:
            book.search.further(further, lambda: False)
        last.append(time.perf_counter() - began)
    return first, last


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure the index and the searches, then the keys."""
    if not NAMES.exists():
        yield Figure("search: names of real companies", "not at hand: the demo's own names")
    for size in SIZES:
        book = open_book(named(shelf, size), CLOCK)
        book.accounts(book.list_day())
        of = f"{size:,} accounts"
        yield Figure(f"search: making the index, {of}", milliseconds(seconds(book.search.make)))
        gc.freeze()  # as the app does after its first paint
        first, last = measured(book, typed(book, random.Random(size)))
        yield Figure(f"search: first hits, {of}", milliseconds(middle(first)))
        yield Figure(f"search: first hits, 95 of 100 below, {of}", milliseconds(late(first)))
        yield Figure(f"search: with notes and slips, 95 of 100 below, {of}", milliseconds(late(last)))
        book.close()
    yield from _keys(shelf)


def _keys(shelf: Shelf) -> Iterator[Figure]:
    """Measure key to paint in the app over the largest book, once its index is made."""
    app = Terminal(APP, shelf.environment() | {"REPDESK_DB": str(shelf.folder / f"search-{SIZES[-1]}.db")})
    app.wait_for("[0-9]/60", timeout=120)
    _wait_for_index(app)
    app.press("/")
    app.settle()
    painted: list[float] = []
    for _go in range(GOES):
        for text in TYPED:
            painted += [app.press(sign) for sign in text]
            app.settle()
            app.send("\x7f" * len(text))
            app.settle()
    app.close()
    of = f"{SIZES[-1]:,} accounts"
    yield Figure(f"key to paint, typing a search, {of}", milliseconds(middle(painted)))
    yield Figure(f"key to paint, typing a search, 95 of 100 below, {of}", milliseconds(late(painted)))


def _wait_for_index(app: Terminal) -> None:
    """Wait until initials find somebody: before there is an index they find nobody."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        app.settle()
        app.send("/yxgs")  # of 有限公司
        app.settle()
        made = re.search("yxgs.*▸", app.text(), re.DOTALL) is not None  # somebody is picked under what was typed
        app.send("\x1b")
        if made:
            app.settle()
            return
        time.sleep(1.0)
    raise TimeoutError(f"the index was not made:\n{app.text()}")
