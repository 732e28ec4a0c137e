"""Backups: a verified copy of the book, for the owner alone, under its name only when it is whole and on the disk."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.clock import Clock
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.connect import bare, create_file
from repdesk.store.rows import quoted

if TYPE_CHECKING:
    from repdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What was backed up: the file, accounts and calls in force, its size in bytes, its SHA-256 in hex."""

    path: Path
    accounts: int
    calls: int
    bytes: int
    sha256: str


def backup(store: Store, target: Path | None = None, *, at: str | None = None) -> BackupInfo:
    """Copy the book to `target`, else into `backups/` beside it, and note it in the journal.

    RepdeskError where the target is there already, cannot be written, or the copy is not right; then nothing is kept.
    A book open for reading only gets its copy, but no note.
    """
    at = at or Clock().stamp()
    made = copy_book(store.read(), target or _target(store.path, at))
    if not store.read_only:
        from repdesk.models.setting import Setting

        note = {"at": at, "file": made.path.name, "accounts": made.accounts, "calls": made.calls, "sha256": made.sha256}
        with store.act("backup", at=at, kind="housekeeping") as act:
            act.put(Setting, "last_backup", value=json.dumps(note))
    return made


def backup_before_migration(connection: sqlite3.Connection, book: Path, at: str) -> BackupInfo:
    """Copy a book whose schema is about to change into `backups/` beside it."""
    return copy_book(connection, _target(book, at))


def _target(book: Path, at: str) -> Path:
    """Return a free name in `backups/` beside the book, told by the instant."""
    digits = "".join(sign for sign in at if sign.isdigit())
    stem = f"{book.stem}-{digits[:8]}-{digits[8:14]}"
    folder = book.parent / "backups"
    target, number = folder / f"{stem}.db", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.db", number + 1
    return target


def copy_book(connection: sqlite3.Connection, target: Path) -> BackupInfo:
    """Copy what `connection` sees at one moment to `target`, verify it and see it safely on the disk."""
    if target.exists():
        raise _taken(target)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)  # left by a copy that was cut short
        create_file(part)
        accounts, calls = _copy(connection, part)
        _sync(part)
        digest = _sha256(part)
        create_file(target)  # takes the name; an existing file is never replaced
        part.replace(target)
        _sync(target.parent)
    except FileExistsError as error:
        raise _taken(target) from error
    except (OSError, sqlite3.Error) as error:
        raise RepdeskError(
            _("The backup could not be made"), str(target), _("Check the place and its free space.")
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return BackupInfo(target, accounts, calls, target.stat().st_size, digest)


def _taken(target: Path) -> RepdeskError:
    """Say that a file is in the way."""
    return RepdeskError(_("There is a file of that name already"), str(target), _("Choose another name."))


def _copy(source: sqlite3.Connection, part: Path) -> tuple[int, int]:
    """Copy and verify; return accounts and calls in force. sqlite3.DatabaseError where the copy is not right."""
    source.execute("BEGIN")  # what is counted and what is copied is one moment
    try:
        with closing(bare(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
            sound = [row[0] for row in copy.execute("PRAGMA integrity_check")] == ["ok"]
            if not sound or copy.execute("PRAGMA foreign_key_check").fetchone() or _counts(copy) != _counts(source):
                raise sqlite3.DatabaseError("the copy differs from the book")
            (accounts,) = copy.execute("SELECT count(*) FROM live_account").fetchone()
            (calls,) = copy.execute("SELECT count(*) FROM live_call").fetchone()
    finally:
        source.execute("ROLLBACK")
    return accounts, calls


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the rows of every table."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    count = "SELECT count(*) FROM "
    return {name: connection.execute(count + quoted(name)).fetchone()[0] for name in names}


def _sync(path: Path) -> None:
    """Have the disk hold a file, or a folder's names; Windows writes those by itself."""
    if path.is_dir() and sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
