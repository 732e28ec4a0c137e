"""Connections to one file and no other: a restore puts another one under the book's name while a command reads it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.backups.leftovers import is_left, tidy_restore
from repdesk.store.beside import restored_path
from repdesk.store.connect import connect, origin_of
from repdesk.store.driver import connect_file

FileId = tuple[int, int]
_TRIES = 3


def file_id(path: Path) -> FileId | None:
    """Return what tells a file from another one under its name; None where there is none."""
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


Became = Literal["gone", "copy", "another"]
"""Nothing is there under a file's name; another state of the same book, as a restore puts it there; something else."""


def became(path: Path, origin: bytes) -> Became:
    """Tell what stands in the place of the file of a book that began with the entry `origin`."""
    if file_id(path) is None:
        if restored_path(path).exists():
            return "copy"
        if file_id(path) is None:  # not put there just now
            return "gone"
    try:
        with closing(connect_file(path, "mode=ro&immutable=1")) as there:
            return "copy" if origin_of(there) == origin or not origin else "another"
    except (RepdeskError, sqlite3.DatabaseError, OSError):
        return "another"


def replaced(path: Path, origin: bytes) -> RepdeskError:
    """Say that the book's file is gone, or that another one has taken its place."""
    found = became(path, origin)
    if found == "gone":
        return RepdeskError(
            _("The book's file is gone"),
            _("It was moved, renamed or deleted while it was open. Nothing more is saved in it."),
            _("Put it back where it was, or start repdesk again over the place where it is now."),
        )
    if found == "copy":
        return RepdeskError(
            _("Another copy of this book has taken its place"),
            _("A backup was restored, or another program put it there. Nothing more is saved in the open one."),
            _("Start repdesk again: it opens the book that is there now."),
        )
    return RepdeskError(
        _("Another file has taken the book's place"),
        _("It is no copy of the book that can be read. Nothing more is saved in either."),
        _("Look what it is before you start repdesk again."),
    )


def _origin_of(connection: sqlite3.Connection) -> bytes:
    """Return by which first entry the copies of a book are known; b"" where it has none yet."""
    with suppress(sqlite3.DatabaseError):
        return origin_of(connection)
    return b""


def end_restore(path: Path) -> None:
    """Wait for a restore that is under way, and end one that was cut short; what cannot be is tried the next time."""
    if restored_path(path).exists():
        from repdesk.store.backups.restore import finish
        from repdesk.store.locks import write_lock

        with write_lock(path), suppress(OSError):
            finish(path)
    if is_left(path):
        from repdesk.store.locks import write_lock

        # Where the place cannot be written to it stays, and where the lock is held that restore is under way.
        with suppress(RepdeskError), write_lock(path, timeout=0):
            tidy_restore(path)


class SameFile:
    """The file at a path as it was first connected to."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self.id: FileId | None = None
        self.origin = b""
        """The digest of the book's first entry, b"" as long as it has none."""

    def connect(self) -> sqlite3.Connection:
        """Connect to that file; RepdeskError where another one has taken its place since.

        The first time it is the one that is there: a restore that comes in between is waited for.
        """
        for _try in range(_TRIES):
            before = file_id(self._path)
            try:
                connection = connect(self._path, read_only=self._read_only)
            except RepdeskError:
                if not self._being_replaced(before):
                    if self.id is not None and before != self.id:
                        break
                    raise
                continue
            if self.id is None and self._being_replaced(before):
                connection.close()
                continue
            self.id = self.id or before
            if self.id == before == file_id(self._path):
                self.origin = self.origin or _origin_of(connection)
                return connection
            connection.close()
            break
        raise replaced(self._path, self.origin)

    def became(self) -> Became | None:
        """Tell what became of that file under its name; None where it is there."""
        return None if self.id is None or file_id(self._path) == self.id else became(self._path, self.origin)

    def _being_replaced(self, before: FileId | None) -> bool:
        """Say whether the file was replaced meanwhile, once that is over.

        The book goes before its log: while it is there, it was read with that.
        """
        if file_id(self._path) == before:
            return False
        if not self._read_only:
            end_restore(self._path)
        return True

    def look(self) -> None:
        """Raise RepdeskError where that file is gone, or another one is in its place."""
        if self.became() is not None:
            raise replaced(self._path, self.origin)

    def follow(self) -> bool:
        """Go over to the file that is there now, where it is another one, of the same book; say whether it is."""
        now = file_id(self._path)
        if self.id is None or now is None or now == self.id or self.became() != "copy":
            return False
        self.id = now
        return True
