"""Backups: a verified copy of the book, for the owner alone, under its name only when it is whole and on the disk."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.clock import Clock
from repdesk.errors import RepdeskError, name_taken
from repdesk.i18n import _
from repdesk.private import create_file, give_name, sha256, sync_file
from repdesk.store.backups.elsewhere import elsewhere_path
from repdesk.store.backups.shelf import Kept, free_place, next_number, standing, write_note
from repdesk.store.connect import bare, holds_together
from repdesk.store.journal import verify_chain
from repdesk.store.rows import quoted

if TYPE_CHECKING:
    from repdesk.store.backups.second_folder import Put
    from repdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What was backed up: the file, accounts and calls in force, its size in bytes, its SHA-256 in hex.

    `elsewhere` says what came of putting it into the second folder, None where there is none.
    """

    path: Path
    accounts: int
    calls: int
    bytes: int
    sha256: str
    elsewhere: Put | None = None


def backup(
    store: Store, target: Path | None = None, *, at: str | None = None, why: str = "rep", noted: bool = True
) -> BackupInfo:
    """Copy the book to `target`, else onto the shelf beside it, and note it in the journal unless told not to.

    RepdeskError where the target is there already, cannot be written, or the copy is not right, as that of a damaged
    book; then nothing is kept. A book open for reading only gets its copy, but no entry.
    """
    at = at or Clock().stamp()
    made = copy_book(store.read(), target or free_place(store.path, at))
    if target is None:
        made = _shelved(store.path, made, at, why)
    if noted and not store.read_only:
        from repdesk.models.setting import Setting

        note = {"at": at, "file": made.path.name, "accounts": made.accounts, "calls": made.calls, "sha256": made.sha256}
        # The copy is whole and on the disk: where the book has no room for the note, it is a backup all the same.
        with suppress(RepdeskError), store.act("backup", at=at, kind="housekeeping") as act:
            act.put(Setting, "last_backup", value=json.dumps(note))
    return made


def backup_before_migration(connection: sqlite3.Connection, book: Path, at: str) -> BackupInfo:
    """Copy a book whose schema is about to change onto the shelf beside it."""
    return _shelved(book, copy_book(connection, free_place(book, at)), at, "migration")


def _shelved(book: Path, made: BackupInfo, at: str, why: str) -> BackupInfo:
    """Put the note beside a backup on the shelf, and a copy of both into the second folder, where there is one.

    A book whose journal was altered is backed up, for what was typed since is in it; its note says that it is not
    sound, and thinning lets it take no sound one's place. A note that cannot be written is made up for by a look into
    the backup.
    """
    with suppress(OSError, sqlite3.Error):
        with closing(bare(made.path)) as copy:
            sound = not verify_chain(copy)
            holds = standing(copy)
            kept = Kept(made.path, at, why, made.bytes, made.sha256, holds, sound=sound, book=book.name)
            kept = replace(kept, number=next_number(book, holds))
        with suppress(OSError):
            write_note(kept)
        if elsewhere_path(book).exists():
            from repdesk.store.backups.second_folder import put_elsewhere

            return replace(made, elsewhere=put_elsewhere(book, kept))
    return made


def copy_book(connection: sqlite3.Connection, target: Path) -> BackupInfo:
    """Copy what `connection` sees at one moment to `target`, verify it and see it safely on the disk."""
    if target.exists():
        raise name_taken(target)
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)  # left by a copy that was cut short
        create_file(part)
        accounts, calls = _copy(connection, part)
        sync_file(part)
        digest = sha256(part)
        give_name(part, target)
    except FileExistsError as error:
        raise name_taken(target) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, DamagedError) or getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
            raise RepdeskError(
                _("This book is damaged, so no backup was made of it"),
                _("The backups that are there are kept."),
                _('"repdesk check" tells the damage, "repdesk restore" takes a backup in its place.'),
            ) from error
        raise _failed(target) from error
    except OSError as error:
        raise _failed(target) from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):  # what SQLite keeps beside a copy that was cut short
            with suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)
    return BackupInfo(target, accounts, calls, target.stat().st_size, digest)


class DamagedError(sqlite3.DatabaseError):
    """The book itself is not sound, so that a copy of it is worth nothing."""


def _failed(target: Path) -> RepdeskError:
    """Say that the copy did not come about."""
    return RepdeskError(_("The backup could not be made"), str(target), _("Check the place and its free space."))


def _copy(source: sqlite3.Connection, part: Path) -> tuple[int, int]:
    """Copy and verify; return accounts and calls in force. sqlite3.DatabaseError where the copy is not right."""
    source.execute("BEGIN")  # what is counted and what is copied is one moment
    try:
        with closing(bare(part, like=source)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
            if not holds_together(copy):
                raise DamagedError
            if _counts(copy) != _counts(source):
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
