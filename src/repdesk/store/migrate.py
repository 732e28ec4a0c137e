"""The schema's numbered changes: hand-written SQL, each applied whole, with its record, or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from repdesk import __version__
from repdesk.progress import Progress, silent
from repdesk.store.connect import APPLICATION_ID, version_of


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered change of the schema; its statements are split where SQLite sees them complete."""

    number: int
    name: str
    sql: str

    def statements(self) -> Iterator[str]:
        """Yield the statements in order; ValueError where the last one does not end."""
        gathered = ""
        for line in self.sql.splitlines(keepends=True):
            gathered += line
            if sqlite3.complete_statement(gathered):
                yield gathered
                gathered = ""
        if gathered.strip():
            raise ValueError(f"migration {self.number} ends inside a statement")


def migrations() -> tuple[Migration, ...]:
    """Return the migrations that ship, `NNNN_name.sql`, in order."""
    files = resources.files("repdesk.store.migrations").iterdir()
    named = sorted((file.name, file) for file in files if file.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), name[5:-4], file.read_text("utf-8")) for name, file in named)


def apply(
    connection: sqlite3.Connection,
    *,
    at: str,
    chosen: Sequence[Migration] | None = None,
    before: Callable[[], object] | None = None,
    progress: Progress = silent,
) -> int:
    """Bring the book up to the last migration and return how many ran; the caller holds the write lock.

    `before` runs once where a book with content is about to change: it makes the backup, and stops all by raising.
    `progress` hears how many steps are done and how many there are. A migration that fails leaves the book as the
    one before left it, and the error passes on.
    """
    version = version_of(connection)
    due = [m for m in (migrations() if chosen is None else chosen) if m.number > version]
    steps = len(due) + 1  # the backup is one
    if due and version and before is not None:
        progress(0, steps)
        before()
    for step, migration in enumerate(due, start=1):
        progress(step, steps)
        _apply_one(connection, migration, at)
    return len(due)


def _apply_one(connection: sqlite3.Connection, migration: Migration, at: str) -> None:
    """Run one migration in one transaction; foreign keys are checked at its end, so that it can rebuild tables."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in migration.statements():
            connection.execute(statement)
        connection.execute(
            "INSERT INTO migration (number, name, applied_at, version) VALUES (?, ?, ?, ?)",
            (migration.number, migration.name, at, __version__),
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {migration.number}")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"migration {migration.number} breaks a foreign key")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
