"""The one seam to SQLite: every connection to a book is made here, with the same guards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from repdesk.damage import BrokenBookError
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store import driver
from repdesk.store.beside import has_backups

APPLICATION_ID = 0x52504453  # "RPDS"
SCHEMA = 5  # the number of the last migration, here so that opening a book need not look for the files
BUSY_SECONDS = 5.0

_GUARDS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # REPLACE deletes: without it the triggers against deletion stay silent
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "wal_autocheckpoint = 0",  # the door checkpoints, under the write lock
)


def connect(path: Path, *, write: bool = False, read_only: bool = False) -> sqlite3.Connection:
    """Open the book at `path`, which must exist, in autocommit; without `write` the connection refuses to write.

    `read_only` is for places that cannot be written. A connection may be closed by another thread than its own, never
    used by two at once. RepdeskError where the file is not a book, is damaged, or belongs to a newer repdesk.
    """
    try:
        connection = _open_read_only(path) if read_only else _open(path, "mode=rw")
    except sqlite3.DatabaseError as error:
        raise _refusal(path, error) from error
    try:
        _recognise(connection, path)
        for guard in _GUARDS:
            connection.execute(f"PRAGMA {guard}")
        connection.execute("PRAGMA journal_mode = WAL" if write else "PRAGMA query_only = ON")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _refusal(path, error) from error
    except RepdeskError:
        connection.close()
        raise
    return connection


def bare(path: Path | None = None, *, like: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Open the file at `path` (None is memory) without guards: the target of a copy, or a schema to compare with.

    The copy of an encrypted book is encrypted as `like` is, the connection it is made from.
    """
    return driver.connect_bare(path, like)


def holds_together(connection: sqlite3.Connection) -> bool:
    """Say whether pages, indexes and keys of a whole file are in order; sqlite3.DatabaseError where it is worse."""
    sound = [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
    return sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration in the book; 0 where none has run."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def origin_of(connection: sqlite3.Connection) -> bytes:
    """Return the digest of a book's first entry, by which its copies are known; b"" where it has none."""
    row = connection.execute("SELECT digest FROM journal WHERE seq = 1").fetchone()
    return bytes(row[0]) if row else b""


def version_is_true(connection: sqlite3.Connection) -> bool:
    """Say whether the book's record of migrations agrees with the number in its header, which has no other witness."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone():
        return True  # not made by repdesk's migrations at all: another look tells what it is
    (last,) = connection.execute("SELECT max(number) FROM migration").fetchone()
    return bool(last == version_of(connection))


def _open(path: Path, query: str) -> sqlite3.Connection:
    """Connect and touch the file, so that one that cannot be read is found out here."""
    return driver.connect_file(path, query, timeout=BUSY_SECONDS, check_same_thread=False, cached_statements=256)


def _open_read_only(path: Path) -> sqlite3.Connection:
    """Connect where nothing may be written; a book that was closed properly needs no file beside it there."""
    wal = path.with_name(path.name + "-wal")
    if not wal.exists():  # a reader of a book in use leaves files beside it: not beside one that is to be refused
        with closing(_open(path, "mode=ro&immutable=1")) as look:
            _recognise(look, path)
    try:
        return _open(path, "mode=ro")
    except sqlite3.OperationalError:
        if wal.exists() and wal.stat().st_size:  # what is in it would be left out unseen
            raise RepdeskError(
                _("The book cannot be read in this place"),
                _("Its latest changes stand in %(log)s, which only a place that can be written to lets it use.")
                % {"log": wal.name},
                _("Copy both files into a folder of your own and open the book there."),
            ) from None
        return _open(path, "mode=ro&immutable=1")


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse another program's file and a book of a newer repdesk; an empty file may become a book."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or tables):
        raise not_a_book(path)
    version = version_of(connection)
    if version > SCHEMA:
        true = version_is_true(connection)
        raise (RepdeskError if true else BrokenBookError)(
            _("This book was made by a newer repdesk"),
            _("Its schema is number %(theirs)s; this repdesk knows up to %(ours)s.")
            % {"theirs": version, "ours": SCHEMA},
            _("Install the newer version to open it. Nothing was changed.")
            if true
            else _(
                'Where there is no such version the file is damaged: "repdesk restore" takes a backup in its place.'
            ),
        )


def not_a_book(path: Path) -> RepdeskError:
    """Say that the file belongs to something else, or that it was the book, where its backups stand beside it."""
    if has_backups(path):
        return _refusal_of_damage(path)
    return RepdeskError(
        _("This file is not a repdesk book"),
        str(path),
        _("Choose another file with --db. Nothing was changed."),
    )


def _refusal(path: Path, error: sqlite3.DatabaseError) -> RepdeskError:
    """Put SQLite's refusal to open a file into plain words."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):  # the latter of a format that no SQLite writes
        return not_a_book(path)
    if code == sqlite3.SQLITE_CORRUPT:
        return _refusal_of_damage(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return RepdeskError(_("Another program is using the book"), str(path), _("Try again in a moment."))
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return RepdeskError(_("The book cannot be opened"), str(path), _("Check the place and its free space."))
    return RepdeskError(_("The book cannot be opened"), str(path), _("Check the path and its permissions."))


def _refusal_of_damage(path: Path) -> BrokenBookError:
    """Say that the file is damaged."""
    return BrokenBookError(
        _("This book is damaged"),
        str(path),
        _('"repdesk restore" puts the latest backup in its place and keeps it.'),
    )
