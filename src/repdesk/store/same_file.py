"""Connections to one file and no other: a restore puts another one under the book's name while a command reads it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.beside import restored_path
from repdesk.store.connect import connect

FileId = tuple[int, int]
_TRIES = 3


def file_id(path: Path) -> FileId | None:
    """Return what tells a file from another one under its name; None where there is none."""
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


def replaced() -> RepdeskError:
    """Say that a restore has put another book in the place of the one that was read."""
    return RepdeskError(
        _("Another book has taken the place of this one"),
        _("A backup was restored meanwhile. Nothing was saved."),
        _("Try again: it is then done in the restored book."),
    )


def end_restore(path: Path) -> None:
    """Wait for a restore that is under way, and end one that was cut short; what cannot be is tried the next time."""
    if restored_path(path).exists():
        from repdesk.store.backups.restore import finish
        from repdesk.store.locks import write_lock

        with write_lock(path), suppress(OSError):
            finish(path)


class SameFile:
    """The file at a path as it was first connected to."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self.id: FileId | None = None

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
                    raise
                continue
            if self.id is None and self._being_replaced(before):
                connection.close()
                continue
            self.id = self.id or before
            if self.id == before == file_id(self._path):
                return connection
            connection.close()
            break
        raise replaced()

    def _being_replaced(self, before: FileId | None) -> bool:
        """Say whether the file was replaced meanwhile, once that is over.

        The book goes before its log: while it is there, it was read with that.
        """
        if file_id(self._path) == before:
            return False
        if not self._read_only:
            end_restore(self._path)
        return True

    def follow(self) -> bool:
        """Go over to the file that is there now; say whether it is another one."""
        now = file_id(self._path)
        if self.id is None or now is None or now == self.id:
            return False
        self.id = now
        return True
