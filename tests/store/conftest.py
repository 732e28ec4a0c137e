"""A real book on disk for every test, and what is in force in it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from repdesk.store.store import Store

AT = "2026-11-23T01:00:00.000000Z"
SRC = Path(__file__).parents[2] / "src"


@pytest.fixture
def at() -> str:
    return AT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "book.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    book = Store.open(path, create=True)
    yield book
    book.close()


Content = Callable[[Store], str]


@pytest.fixture
def content() -> Content:
    """Digest every row in force that an act of the rep may have written."""
    tables = ("live_account", "live_contact", "live_phone", "live_call", "live_next_call", "live_task", "live_deal")

    def digest(store: Store) -> str:
        rows = [(table, *store.read().execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()) for table in tables]  # noqa: S608 (names above)
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    return digest


Spawn = Callable[[str, Sequence[object]], "subprocess.Popen[str]"]


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Run Python code in a process of its own; what still runs at the end is killed."""
    children: list[subprocess.Popen[str]] = []

    def start(code: str, arguments: Sequence[object]) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(SRC)},
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()
