"""The real app on a real pty, killed while calls are logged; what it painted as saved is held against the book."""

from __future__ import annotations

import os
import random
import re
import sys
import time
from pathlib import Path

from bench.terminal import Terminal
from repdesk.store.store import Store
from tests.desk.making import a_book, fill
from tests.safety.deeds import customers, wrong

NOW = ("--now", "2026-11-23T09:00")
BACKSPACE = "\x7f"
PER_BOOK = 12
TYPED = 0.25  # seconds within which Enter has its call on the disk and painted, on a busy machine


def app_kills(folder: Path, count: int, seed: int = 1) -> list[str]:
    """Log calls in the app and kill it around an Enter, `count` times; return what was wrong afterwards."""
    rng, found = random.Random(seed), []
    notes: list[str] = []
    path = folder
    for number in range(count):
        if number % PER_BOOK == 0:
            path, notes = folder / f"app-{number}" / "book.db", []
            with a_book(path) as book:
                fill(book, *customers(f"Firm {n}" for n in range(4 * PER_BOOK)))
        painted, last = _one_run(path, rng, number)
        store = Store.open(path)
        kept = {note for (note,) in store.read().execute("SELECT note FROM live_call")}
        store.close()
        label = f"seed {seed}, kill {number}"
        notes += painted
        found += [f"{label}: painted as saved, and lost: {note}" for note in notes if note not in kept]
        if stray := kept - {*notes, last}:
            found.append(f"{label}: half a note: {sorted(stray)}")
        if last in kept:
            notes.append(last)
        store = Store.open(path)
        found += [f"{label}: {what}" for what in wrong(store, [])]
        store.close()
    return found


def _one_run(path: Path, rng: random.Random, number: int) -> tuple[list[str], str]:
    """Return the notes that were painted as saved, and the last one typed."""
    command = [sys.executable, "-m", "repdesk", "--db", str(path), *NOW]
    app = Terminal(command, dict(os.environ, TERM="xterm-256color"))
    app.wait_for(r"\d+/60")
    app.settle()
    if "was not saved" in app.text():  # the draft of a note that the kill cut off
        app.press(BACKSPACE)
        app.settle()
    before = _counted(app.text())
    painted: list[str] = []
    note, calls = "", rng.randint(1, 2)
    for call in range(1, calls + 1):
        note = f"n{number}x{call}y{rng.getrandbits(24):06x}"
        app.press("t")
        app.press(note)
        app.send("\r")
        if call < calls:
            app.wait_for(rf"\b{before + call}/60")
            painted.append(note)
            app.settle()
    time.sleep(rng.uniform(0, TYPED))
    if _counted(app.kill()) == before + calls:
        painted.append(note)
    return painted, note


def _counted(text: str) -> int:
    found = re.search(r"\b(\d+)/60", text)
    return int(found[1]) if found else -1
