"""The days ahead: a next call proposed, ten thousand levelled over sixty days, and the schedule's keys."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.books import CLOCK, Shelf, repdesk
from bench.screens import BARE
from bench.table import Figure, against
from bench.terminal import Terminal
from bench.timing import milliseconds, seconds
from repdesk.desk.calls_ahead import propose_next
from repdesk.desk.on_record import keep_next_calls
from repdesk.desk.opening import open_book
from repdesk.desk.schedule import schedule
from repdesk.desk.schedule.levelling import preview_level
from repdesk.desk.schedule.moving_writing import level_calls
from repdesk.desk.schedule.room import room_ahead
from repdesk.desk.undoing import undo
from repdesk.rules.schedule.levelling import level
from repdesk.rules.schedule.room import working_days
from repdesk.rules.standing import is_callable
from repdesk.rules.types import NextCall, Outcome

SIZES = (1_000, 100_000)
CALLS, DAYS, QUOTA = 10_000, 60, 400
"""Next calls that are levelled, over how many days, by which quota: they crowd a third of the days and fit into all."""
GOES = 7
BYTES_A_SECOND = 2_500_000


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Measure each against a key of a bare Textual app, which is what feels like at once."""
    bare = Terminal(BARE, shelf.environment())
    bare.wait_for("bare 0")
    bare.settle()
    keys = [bare.press("j") for _ in range(GOES)]
    bare.close()
    for size in SIZES:
        book = open_book(shelf.book(size), CLOCK)
        book.load()  # as in the app, where the load is counted by then
        ids = [one.id for one in book.accounts(book.list_day()) if one.phones][:GOES]
        proposed = [seconds(lambda: propose_next(book, number, Outcome.TALKED)) for number in ids]  # noqa: B023
        yield against(f"proposing a next call, {size:,} accounts", proposed, "key of the bare app", keys)
        lightest = [seconds(lambda: room_ahead(book, number)) for number in ids]  # noqa: B023 (called at once)
        yield against(f"the lightest day for a call, {size:,} accounts", lightest, "key of the bare app", keys)
        book.close()
    crowded = a_crowded_book(shelf)
    yield from levelling(crowded, keys)
    for size in SIZES:
        of = f"{size:,} accounts"
        app = at_the_schedule(shelf, shelf.book(size))
        yield from the_keys(app, of, keys)
        yield shown_levelled(app, of)
        app.close()
    app = at_the_schedule(shelf, crowded, f"[day]\nquota = {QUOTA}\n")
    yield shown_levelled(app, f"{CALLS:,} next calls over {DAYS} days")
    app.close()


def a_crowded_book(shelf: Shelf) -> Path:
    """Return a book with `CALLS` next calls within `DAYS` days, all on every third working day of them."""
    path = shelf.folder / "crowded.db"
    shutil.copyfile(shelf.book(2 * CALLS), path)
    book, rng = open_book(path, CLOCK), random.Random(1)
    first = book.list_day()
    crowded = working_days(first, DAYS, book.calendar)[1::3]
    free = [account.id for account in book.accounts(first) if is_callable(account, first)][:CALLS]
    calls = dict.fromkeys([account.id for account in book.accounts(first)]) | {
        number: NextCall(rng.choice(crowded)) for number in free
    }
    with book.store.act("import", at=CLOCK.stamp()) as act:
        keep_next_calls(act, calls, CLOCK.stamp())
    book.applied(act.change)
    book.close()
    return path


def levelling(path: Path, keys: Sequence[float]) -> Iterator[Figure]:
    """Measure the rules alone, the whole preview, and the act with its undo."""
    book = open_book(path, CLOCK)
    book.policy = replace(book.policy, day=replace(book.policy.day, quota=QUOTA))
    now = schedule(book)
    now.scorer.score(book.accounts(now.first)[0])
    of = f"{CALLS:,} next calls over {DAYS} days"
    works: dict[str, Callable[[], object]] = {
        "levelling, the rules": lambda: level(now.laid, now.scorer, days=DAYS),
        "levelling, from the book to the list": lambda: preview_level(schedule(book), DAYS),
    }
    for what, work in works.items():
        yield against(f"{what}, {of}", [seconds(work) for _go in range(GOES)], "key of the bare app", keys)
    found = preview_level(now, DAYS)
    taken = seconds(lambda: level_calls(book, found.moves))
    yield Figure(f"levelling done with its backup, {len(found.moves):,} of {of}", milliseconds(taken))
    yield Figure(f"its undo, {len(found.moves):,} moves", milliseconds(seconds(lambda: undo(book))))
    book.close()


def at_the_schedule(shelf: Shelf, path: Path, policy: str = "") -> Terminal:
    """Return the app at the schedule of a copy of a book, all that it does by itself being over."""
    copy, config = shelf.folder / f"ahead-{path.name}", shelf.folder / "config"
    shutil.copyfile(path, copy)
    config.mkdir(exist_ok=True)
    (config / "policy.toml").write_text(policy, "utf-8")
    app = Terminal(repdesk(), shelf.environment() | {"REPDESK_DB": str(copy), "REPDESK_CONFIG": str(config)})
    app.wait_for("[0-9]/[0-9]", timeout=120)
    app.settle()
    time.sleep(copy.stat().st_size / BYTES_A_SECOND)  # the list is put on record meanwhile, and the search indexed
    app.settle()
    app.press("4")
    app.settle()
    return app


def the_keys(app: Terminal, of: str, keys: Sequence[float]) -> Iterator[Figure]:
    """Measure key to paint: another day, the lightest day of a call, a call stepped, picked up and carried."""
    pressed = {
        "another day": [app.press("l") for _go in range(GOES)],
        "a call picked up": [there_and_back(app, " ") for _go in range(GOES)],
        "the lightest day of a call": [there_and_back(app, "=") for _go in range(GOES)],
        "a call a working day later": [app.press(">") for _go in range(GOES)],
    }
    app.press(" ")
    pressed["a call carried by a day"] = [app.press("l") for _go in range(GOES)]
    there_and_back(app, "l")
    for what, taken in pressed.items():
        yield against(f"key to paint, schedule, {what}, {of}", taken, "key of the bare app", keys)


def there_and_back(app: Terminal, key: str) -> float:
    """Press a key and Esc; return the seconds of the key. What follows Esc too soon is taken for one key with it."""
    taken = app.press(key)
    app.press("\x1b")
    app.settle()
    return taken


def shown_levelled(app: Terminal, of: str) -> Figure:
    """Measure from the key to the list of who would move."""
    began = time.perf_counter()
    app.send("v")
    app.wait_for("days levelled|need no levelling", timeout=60)
    return Figure(f"key to list, a levelling shown, {of}", milliseconds(time.perf_counter() - began))
