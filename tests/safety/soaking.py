"""A long day: one app that stays open while all that a rep can do is done at random, by keys and through the desk."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import os
import random
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.exporting import export
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.today import TodayScreen
from repdesk.store.checking.check import check
from tests.safety.random_acts import MAKERS, START, Rep
from tests.screens.working import Desk, a_desk

MOST = {"memory": 20_000_000, "descriptors": 16, "threads": 8, "log": 64_000_000, "entry": 16_000}
"""What may be grown by, in bytes and numbers: threads wait in a pool for work and keep a connection each."""

_GROWING = ("import", "add_account", "replan")
KEYS: tuple[tuple[str, ...], ...] = (
    *(("n",), ("j",), ("k",), ("u",), ("U",), ("t", "x", "enter"), ("enter", "escape"), ("3", "1"), ("4", "1")),
    *(
        ("5", "1"),
        ("slash", "a", "escape"),
        ("question_mark", "escape"),
        ("S", "escape"),
        ("t", "x", "escape", "escape"),
    ),
)


@dataclass(frozen=True, slots=True)
class Grown:
    """What came of it: growth since the warm-up in bytes and numbers, the longest log, and bytes of the book an act."""

    memory: int
    descriptors: int
    threads: int
    log: int
    entry: int
    findings: tuple[str, ...]

    def too_much(self) -> list[str]:
        """Return what is beyond what it may be."""
        values = asdict(self)
        return [f"{name}: {values[name]}" for name, most in MOST.items() if values[name] > most] + [*self.findings]


def _held() -> tuple[int, int, int]:
    """Return the bytes of memory, the descriptors and the threads this process holds, without what it could let go."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE"), sum(1 for _ in Path("/proc/self/fd").iterdir()), threading.active_count()


async def soak(path: Path, actions: int, seed: int, leak: Callable[[], None] = lambda: None) -> Grown:
    """Do so many actions in one app, one in twenty by keys; `leak` is called after each."""
    rng, before, longest, first, size = random.Random(seed), (0, 0, 0), 0, 0, 0
    names = [name for name in MAKERS for _n in range(1 if name in _GROWING else 5)]
    names += ["log_call", "edit_customer"] * 40 + ["undo", "redo"] * 20
    people = ({"name": f"客户{n}", "kp": "陈", "stage": n % 4} for n in range(60))
    async with a_desk(path, *people, now=START) as desk:
        book = desk.today.book
        rep = Rep(book, rng)
        log = path.with_name(path.name + "-wal")
        for number in range(actions):
            if number == min(2000, actions // 3):
                await desk.until(lambda: not desk.app.workers)
                before, first, size = _held(), book.last_entry(), path.stat().st_size
            if number % 20 == 0:
                await _by_keys(desk, rng.choice(KEYS))
            else:
                rep.pause()
                _at_the_desk(rep, rng.choice(names))
            if number % 200 == 199:
                _copies(rep)
            longest = max(longest, log.stat().st_size if log.exists() else 0)
            leak()
        await desk.until(lambda: not desk.app.workers)
        after = _held()
        findings = tuple(f"{one.kind} {one.where}" for one in check(book.store))
        grown = [then - now for then, now in zip(after, before, strict=True)]
        entry = (path.stat().st_size - size) // max(1, book.last_entry() - first)
    return Grown(grown[0], grown[1], grown[2], longest, entry, findings)


async def _by_keys(desk: Desk, keys: tuple[str, ...]) -> None:
    """Show what was done meanwhile, and press the keys, which end where they began."""
    desk.app.on_data_changed(DataChanged())
    await desk.until(lambda: not desk.app.workers)
    if keys[0] == "t" and desk.today.in_hand is None:
        return
    await desk.press(*keys)
    await desk.until(lambda: not desk.app.workers)
    while not isinstance(desk.app.screen, TodayScreen):  # a question that one key more answers
        await desk.press("escape")
        await desk.pilot.pause()
    if desk.today.typing:
        await desk.press("escape", "escape")
        await desk.until(lambda: not desk.today.typing)


def _at_the_desk(rep: Rep, name: str) -> None:
    with suppress(RepdeskError, LookupError):  # not now
        if name in MAKERS:
            MAKERS[name](rep)
        else:
            {"undo": undo, "redo": redo}[name](rep.book)


def _copies(rep: Rep) -> None:
    back_up(rep.book)
    file = export(rep.book, rep.book.store.path.with_name("export.json")).path
    file.unlink()


def in_a_child(path: Path, actions: int, seed: int) -> Grown:
    """Soak in a process of its own, whose memory nobody else has used."""
    import subprocess

    command = [sys.executable, "-m", "tests.safety.soaking", str(path), str(actions), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    values = json.loads(done.stdout.splitlines()[-1])
    return Grown(**(values | {"findings": tuple(values["findings"])}))


if __name__ == "__main__":
    came = asyncio.run(soak(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
    sys.stdout.write(json.dumps(asdict(came)) + "\n")
