"""A migration that is stopped at any statement leaves the old book whole, and the next one brings it up to date."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from repdesk.errors import RepdeskError
from repdesk.shell.slowly import bringing_up
from repdesk.store.connect import SCHEMA, bare, version_of
from repdesk.store.migrate import apply, migrations
from repdesk.store.store import Store

from .old_books import AT, content, make_old_book, schema

ROOT = Path(__file__).parents[2]
RELEASED = range(1, SCHEMA)


class Stopping(sqlite3.Connection):
    """Fails at one statement of the migrations, or kills the process there; told how many there were."""

    at = 0
    """The statement to stop at, counted from 1 over all migrations; 0 stops at none."""
    kill = False
    careless = False
    """Leave out what makes a migration whole or nothing."""
    seen = 0

    _migrating = False

    def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        kind = type(self)
        if sql.startswith("PRAGMA foreign_keys = "):
            self._migrating = sql.endswith("OFF")
        elif self._migrating and sql != "ROLLBACK":
            kind.seen += 1
            if kind.seen == kind.at:
                if kind.kill:
                    os.kill(os.getpid(), signal.SIGKILL)
                raise sqlite3.OperationalError("disk I/O error")
            if kind.careless and sql in ("BEGIN IMMEDIATE", "COMMIT"):
                sql = "SELECT 1"
        return super().execute(sql, *rest)


@contextmanager
def stopped(at: int, *, careless: bool = False) -> Iterator[type[Stopping]]:
    """Have every connection stop at statement `at` of the migrations."""
    real = sqlite3.connect
    kind = type("Stopping", (Stopping,), {"at": at, "careless": careless, "seen": 0})
    sqlite3.connect = lambda *a, **named: real(*a, factory=kind, **named)
    try:
        yield kind
    finally:
        sqlite3.connect = real


def steps(old: Path, folder: Path) -> int:
    """Count the statements that bring this book up to date."""
    with stopped(0) as kind:
        Store.open(_copy(old, folder / "counted.db")).close()
    return kind.seen


def _copy(old: Path, to: Path) -> Path:
    shutil.copyfile(old, to)
    to.chmod(0o600)
    return to


def unharmed(
    old: Path, folder: Path, points: Iterator[int] | range | list[int], *, careless: bool = False, large: bool = False
) -> list[str]:
    """Stop at each of `points`; return what is not as it has to be afterwards.

    Of a `large` book the next start is tried once for each version that it was stopped at: what it starts from was
    seen to be the same.
    """
    found: list[str] = []
    tried: set[int] = set()
    was = content_of(old)
    for point in points:
        path = _copy(old, folder / f"at-{point}.db")
        with stopped(point, careless=careless):
            try:
                Store.open(path).close()
                found.append(f"{point}: not stopped")
            except RepdeskError as error:
                if "could not be brought up" not in error.title:
                    found.append(f"{point}: {error.line}")
        with closing(bare(path)) as halfway:
            version = version_of(halfway)
        found += look_over(was, path, str(point), start=not large or version not in tried)
        tried.add(version)
        path.unlink()
        shutil.rmtree(folder / "backups", ignore_errors=True)
    return found


def content_of(old: Path) -> dict[str, str]:
    with closing(bare(old)) as book:
        return content(book)


def look_over(was: dict[str, str], path: Path, where: str, *, start: bool = True) -> list[str]:
    """Say what a book that was stopped has lost, and whether the next start makes it good."""
    found: list[str] = []
    with closing(bare(path)) as after:
        now = content(after)
        fresh = bare()
        apply(fresh, at="")
        halfway = bare()
        apply(halfway, at="", chosen=migrations()[: version_of(after)])
        if {table: now.get(table) for table in was} != was:
            found.append(f"{where}: the content changed")
        if schema(after) != schema(halfway):
            found.append(f"{where}: half a migration was kept")
        if after.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            found.append(f"{where}: the file is damaged")
        halfway.close()
    if not start:
        fresh.close()
        return found
    try:
        store = Store.open(path)
    except RepdeskError as error:
        return [*found, f"{where}: opened no more, {error.line}"]
    now = content(store.read())
    if {table: now.get(table) for table in was} != was or schema(store.read()) != schema(fresh):
        found.append(f"{where}: brought up to something else")
    store.close()
    fresh.close()
    return found


@pytest.mark.parametrize("number", RELEASED)
@pytest.mark.parametrize("accounts", [0, 20])
def test_stopped_at_every_statement(tmp_path: Path, number: int, accounts: int) -> None:
    old = tmp_path / "old.db"
    make_old_book(old, number, accounts)
    count = steps(old, tmp_path)
    assert count > 10
    every = range(1, count + 1)
    assert unharmed(old, tmp_path, every if accounts else range(1, count + 1, 3)) == []


@pytest.mark.soak
@pytest.mark.parametrize("number", RELEASED)
@pytest.mark.parametrize("accounts", [0, 1_000, 100_000])
def test_stopped_at_every_statement_of_a_full_book(tmp_path: Path, number: int, accounts: int) -> None:
    old = tmp_path / "old.db"
    make_old_book(old, number, accounts)
    every = range(1, steps(old, tmp_path) + 1)
    assert unharmed(old, tmp_path, every, large=accounts > 1_000) == []


def test_a_migration_without_a_transaction_is_found_out(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    make_old_book(old, 1, 20)
    assert "half a migration was kept" in " ".join(unharmed(old, tmp_path, [9], careless=True))


KILL = """
import sqlite3, sys
from pathlib import Path
from repdesk.store.store import Store
from tests.safety.test_migration import stopped
with stopped(int(sys.argv[2])) as kind:
    kind.kill = True
    Store.open(Path(sys.argv[1])).close()
"""


def killed(old: Path, folder: Path, points: list[int] | range) -> list[str]:
    """Kill the process at each of `points`; return what is not as it has to be afterwards."""
    found: list[str] = []
    was = content_of(old)
    for point in points:
        path = _copy(old, folder / f"killed-{point}.db")
        command = [sys.executable, "-c", KILL, str(path), str(point)]
        done = subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)})
        if done.returncode != -signal.SIGKILL:
            found.append(f"{point}: not killed")
        found += look_over(was, path, str(point))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_in_the_middle(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    make_old_book(old, 1, 200)
    count = steps(old, tmp_path)
    assert killed(old, tmp_path, [5, count // 2, count]) == []


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_at_every_statement(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    make_old_book(old, 1, 1_000)
    assert killed(old, tmp_path, range(1, steps(old, tmp_path) + 1)) == []


@pytest.mark.soak
@pytest.mark.parametrize("number", RELEASED)
def test_a_full_book_is_brought_up_in_half_a_minute_and_says_how_far_it_is(tmp_path: Path, number: int) -> None:
    path, heard = tmp_path / "old.db", list[tuple[int, int]]()
    make_old_book(path, number, 100_000)
    began = time.perf_counter()
    Store.open(path, progress=lambda done, total: heard.append((done, total))).close()
    took = time.perf_counter() - began
    sys.stderr.write(f"schema {number}, 100,000 accounts: {took:.1f} s\n")
    assert took <= 30
    assert heard == [(step, SCHEMA - number + 1) for step in range(SCHEMA - number + 1)]


def test_an_older_book_says_how_far_it_is_and_one_of_today_says_nothing(tmp_path: Path) -> None:
    path, heard = tmp_path / "old.db", list[tuple[int, int]]()
    make_old_book(path, 1, 1)
    for _ in range(2):
        Store.open(path, progress=lambda done, total: heard.append((done, total))).close()
    assert heard == [(step, SCHEMA) for step in range(SCHEMA)]


def test_what_lasts_is_said_on_a_terminal_and_what_is_quick_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    for after, said in ((0.0, True), (60.0, False)):
        monkeypatch.setattr(sys, "stderr", screen := Screen())
        with bringing_up(after) as progress:
            for done in range(3):
                progress(done, 3)
                if said:
                    until = time.monotonic() + 10
                    while "up to date" not in screen.getvalue() and time.monotonic() < until:
                        time.sleep(0.01)  # the bar is drawn by a thread of its own
        assert ("bringing the book up to date" in screen.getvalue()) is said


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_book_is_refused_and_not_a_byte_is_changed(tmp_path: Path, *, read_only: bool) -> None:
    path = tmp_path / "book.db"
    Store.open(path, create=True).close()
    with closing(bare(path)) as book:
        book.execute(f"PRAGMA user_version = {SCHEMA + 7}")
        book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    names = sorted(file.name for file in tmp_path.iterdir())
    with pytest.raises(RepdeskError, match="newer repdesk") as refused:
        Store.open(path, create=not read_only, read_only=read_only)
    assert f"number {SCHEMA + 7}; this repdesk knows up to {SCHEMA}" in refused.value.message
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == names


def test_the_books_built_here_are_of_the_released_schemas(tmp_path: Path) -> None:
    for number in RELEASED:
        path = tmp_path / f"{number}.db"
        make_old_book(path, number, 1)
        with closing(bare(path)) as built, closing(bare(ROOT / "tests" / "data" / f"book-{number}.db")) as released:
            assert schema(built) == schema(released)
            assert built.execute("SELECT applied_at FROM migration").fetchone() == (AT,)
