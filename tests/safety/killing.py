"""Processes that do a rep's work and are killed in the middle; what they acknowledged is held against the book."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from repdesk.desk.forgetting import finish, forget, still_to_do
from repdesk.desk.opening import open_book
from repdesk.screens.acts import warm_up
from repdesk.store.act import Act
from repdesk.store.connect import SCHEMA, bare, version_of
from repdesk.store.store import Store
from tests.desk.making import SetClock, a_book, fill
from tests.safety.deeds import KINDS, Deed, customers, deed, latest, new_book, wrong
from tests.safety.old_books import make_old_book
from tests.safety.scan import hits

REOPEN = 2.0
PER_BOOK = 20
ACCOUNTS = 40
Ack = Callable[[Deed], None]


@dataclass(frozen=True, slots=True)
class Work:
    """What a process does, how the book for it is made, and what must hold after it was killed."""

    make: Callable[[Path], None]
    do: Callable[[Path, random.Random, Ack], None]
    check: Callable[[Path, list[Deed]], list[str]]
    once: bool = False
    """Each kill needs a new book."""


def _deeds(path: Path, rng: random.Random, ack: Ack) -> None:
    book = open_book(path, SetClock())
    while True:
        ack(deed(book, rng, rng.choice(KINDS)))


def _hasty(path: Path, rng: random.Random, ack: Ack) -> None:
    """Acknowledge what is not committed yet."""
    seal = Act.seal

    def and_tell(act: Act) -> None:
        seal(act)
        ack(Deed("act", *latest(act.connection), ""))
        time.sleep(0.02)

    Act.seal = and_tell  # type: ignore[assignment,method-assign]
    book = open_book(path, SetClock())
    while True:
        deed(book, rng, "edit")


def _kept(path: Path, deeds: list[Deed]) -> list[str]:
    began = time.perf_counter()
    store = Store.open(path)
    took = time.perf_counter() - began
    try:
        late = [f"opened only after {took:.1f} s"] if took > REOPEN else []
        return late + wrong(store, deeds) + _unsound_backups(path)
    finally:
        store.close()


def _unsound_backups(path: Path) -> list[str]:
    """Return the backups that are not whole under their name."""
    found = []
    for file in (path.parent / "backups").glob("*.db"):
        with closing(bare(file)) as copy:
            try:
                sound = copy.execute("SELECT count(*) > 0 FROM account").fetchone() == (1,)
                sound = sound and copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
            except sqlite3.DatabaseError:
                sound = False
        found += [] if sound else [f"a backup that is none: {file.name}"]
    return found


def _old(path: Path) -> None:
    make_old_book(path, 1, 200)


def _migrate(path: Path, _rng: random.Random, ack: Ack) -> None:
    store = Store.open(path)
    ack(Deed("migration", *latest(store.read()), str(version_of(store.read()))))


def _migrated(path: Path, deeds: list[Deed]) -> list[str]:
    with closing(bare(path)) as raw:
        version = version_of(raw)
        (calls,) = raw.execute("SELECT count(*) FROM call WHERE note LIKE 'note %'").fetchone()
    found = [] if calls == 400 else [f"{calls} calls are left"]
    if deeds and version != SCHEMA:
        found.append("an acknowledged migration is gone")
    # The old book was filled by hand, past its journal: that its rows have no entry is no fault of the migration.
    return found + [what for what in _kept(path, []) if not what.startswith("rows ")]


def _canary(number: int) -> str:
    return f"Canary{number:04d}firm"


def _canaries(path: Path) -> None:
    with a_book(path) as book:
        fill(book, *customers(map(_canary, range(1, ACCOUNTS + 1))))
        deed(book, random.Random(1), "backup")


def _forget(path: Path, rng: random.Random, ack: Ack) -> None:
    book = open_book(path, SetClock())
    if still_to_do(book):
        finish(book)
    left = [number for (number,) in book.read().execute("SELECT id FROM live_account")]
    rng.shuffle(left)
    for number in left:
        forget(book, number)
        ack(Deed("erase", 0, "", str(number)))


def _forgotten(path: Path, deeds: list[Deed]) -> list[str]:
    book = open_book(path, SetClock())
    try:
        if still_to_do(book):
            finish(book)
        left = {number for (number,) in book.read().execute("SELECT id FROM live_account")}
        found = wrong(book.store, []) + [f"back again: {one.proof}" for one in deeds if int(one.proof) in left]
    finally:
        book.close()
    told = [int(one.proof) for one in deeds]
    gone = (set(range(1, ACCOUNTS + 1)) - left - set(told)) | set(told[-4:])  # earlier ones were looked for before
    return found + [f"still to be read: {hit}" for hit in hits(path.parent, map(_canary, gone))]


WORKS = {
    "deeds": Work(new_book, _deeds, _kept),
    "hasty": Work(new_book, _hasty, _kept),
    "migration": Work(_old, _migrate, _migrated, once=True),
    "erasure": Work(_canaries, _forget, _forgotten),
}


def _child(work: str, path: Path, seed: str, pipe: Connection) -> None:
    """Do the work, acknowledging each deed after the door returned."""
    warm_up()
    pipe.send(None)
    with suppress(BrokenPipeError):
        WORKS[work].do(path, random.Random(seed), pipe.send)
    pipe.send("done")
    time.sleep(60)


def kills(folder: Path, work: str, count: int, seed: int = 1) -> list[str]:
    """Kill a process at work `count` times and return what was wrong afterwards."""
    rng, found = random.Random(seed), []
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.safety.killing"])
    deeds: list[Deed] = []
    span = 0.05  # how long the work to be killed in takes, as far as is known
    path = folder
    for number in range(count):
        if WORKS[work].once or number % PER_BOOK == 0:
            deeds, path = [], folder / f"{work}-{number}" / "book.db"
            WORKS[work].make(path)
        ours, theirs = context.Pipe()
        process = context.Process(target=_child, args=(work, path, f"{seed} {number}", theirs), daemon=True)
        process.start()
        theirs.close()
        ours.recv()
        # What is done once is first let through, to know how long it takes.
        first = (1 if number == 0 else 0) if WORKS[work].once else rng.randint(0, 3)
        told = _until_killed(process, ours, first, rng.uniform(0, 1.1) * span)
        span = told.span or span
        deeds += told.deeds
        label = f"{work}, seed {seed}, kill {number} after {len(told.deeds)} deeds"
        if told.failed:
            found.append(f"{label}: the work itself failed")
        found += [f"{label}: {what}" for what in WORKS[work].check(path, deeds)]
        if WORKS[work].once:
            shutil.rmtree(path.parent)
    return found


@dataclass(slots=True)
class _Told:
    deeds: list[Deed]
    span: float
    failed: bool


def _until_killed(process: BaseProcess, pipe: Connection, first: int, wait: float) -> _Told:
    """Let the first deeds pass, kill in the middle of the next, and return what was acknowledged by then."""
    told = _Told([], 0.0, failed=False)
    began = time.perf_counter()
    with suppress(EOFError):
        for _ in range(first):
            if not pipe.poll(5) or not _take(pipe, told):
                break
            told.span, began = time.perf_counter() - began, time.perf_counter()
        time.sleep(wait)
    process.kill()
    process.join()
    told.failed = process.exitcode != -9
    with suppress(EOFError):
        while _take(pipe, told):
            pass
    pipe.close()
    return told


def _take(pipe: Connection, told: _Told) -> bool:
    message = pipe.recv()
    if isinstance(message, Deed):
        told.deeds.append(message)
    return isinstance(message, Deed)
