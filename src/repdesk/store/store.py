"""A book, open: connections to read with, and the door to write through."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from repdesk.clock import Clock
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.connect import SCHEMA, connect, create_file, version_of

if TYPE_CHECKING:
    from repdesk.store.act import Act
    from repdesk.store.door import Door


class Store:
    """One book. Reads go over a connection of the thread's own; writes are acts through the door."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Hold an existing book; `Store.open` is the way to get one."""
        self.path = path
        self.read_only = read_only
        self._readers: dict[threading.Thread, sqlite3.Connection] = {}
        self._opening = threading.Lock()
        self._door: Door | None = None
        self._watch: sqlite3.Connection | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False) -> Store:
        """Open the book at `path`, made first where `create` allows it, its schema brought up to date.

        It opens read-only where asked to, and where the file or its folder cannot be written. RepdeskError where
        there is no book, where the file is not one, and where a read-only one is older than this repdesk.
        """
        path = path.expanduser().resolve()
        if not path.exists():
            if not create or read_only:
                raise _no_book(path)
            _make(path)
        elif create and not read_only and path.stat().st_size == 0:
            path.chmod(0o600)  # an empty file that somebody else made becomes a book
        store = cls(path, read_only=read_only or not _writable(path))
        try:
            if (version := version_of(store.read())) < SCHEMA:
                store._bring_up(version, create=create)
        except BaseException:
            store.close()
            raise
        return store

    def read(self) -> sqlite3.Connection:
        """Return this thread's connection: it refuses to write and sees what is committed."""
        thread = threading.current_thread()
        connection = self._readers.get(thread)
        if connection is None:
            with self._opening:
                for gone in [known for known in self._readers if not known.is_alive()]:
                    self._readers.pop(gone).close()
                connection = self._readers[thread] = connect(self.path, read_only=self.read_only)
        return connection

    def data_version(self) -> int:
        """Return a number that is another one after anybody, this store included, has written to the book."""
        with self._opening:
            if self._watch is None:
                self._watch = connect(self.path, read_only=self.read_only)
            (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        return int(version)

    def last_entry(self) -> int:
        """Return the number of the journal's latest entry, 0 where there is none."""
        (seq,) = self.read().execute("SELECT max(seq) FROM journal").fetchone()
        return int(seq or 0)

    def act(
        self,
        name: str,
        *,
        at: str,
        policy_id: int | None = None,
        account_id: int | None = None,
        kind: Literal["act", "housekeeping"] = "act",
    ) -> AbstractContextManager[Act]:
        """Begin an act of the rep, or housekeeping that is no undo step; `at` is the instant it is said to happen."""
        return self.door.act(name, at=at, policy_id=policy_id, account_id=account_id, kind=kind)

    @property
    def door(self) -> Door:
        """The one way in for writes; RepdeskError where the book is open for reading only."""
        if self.read_only:
            raise RepdeskError(
                _("This book is open for reading only"),
                _("Another repdesk has it open, or its place cannot be written to."),
                _("Nothing was changed."),
            )
        with self._opening:
            if self._door is None:
                from repdesk.store.door import Door

                self._door = Door(self.path)
            return self._door

    def close(self) -> None:
        """Close every connection; the last one out moves the log into the book, under the write lock."""
        with ExitStack() as stack:
            if self._door is not None:
                stack.enter_context(self._door.alone())
            if not self.read_only:
                from repdesk.store.locks import write_lock

                with suppress(RepdeskError):  # another process writes on: then this is not the last one out
                    stack.enter_context(write_lock(self.path, timeout=1.0))
            for connection in (*self._readers.values(), self._watch, self._door):
                if connection is not None:
                    connection.close()
            self._readers.clear()
            self._watch = self._door = None

    def _bring_up(self, version: int, *, create: bool) -> None:
        """Run the migrations that are due, after a backup of a book with content."""
        if version == 0 and not create:
            raise _no_book(self.path)
        if self.read_only:
            raise RepdeskError(
                _("This book is of an older repdesk"),
                _("It has to be brought up to date first."),
                _("Open it once where it can be written to."),
            )
        from repdesk.store import migrate
        from repdesk.store.backup import backup_before_migration
        from repdesk.store.locks import write_lock

        self._readers.pop(threading.current_thread()).close()  # it knows the file as it was
        at = Clock().stamp()
        with write_lock(self.path):
            connection = connect(self.path, write=True)
            try:
                migrate.apply(connection, at=at, before=lambda: backup_before_migration(connection, self.path, at))
            finally:
                connection.close()


def _make(path: Path) -> None:
    """Make the file of a new book; another process may have been quicker."""
    try:
        create_file(path)
    except FileExistsError:
        return
    except OSError as error:
        raise RepdeskError(
            _("The book cannot be made"), str(path), _("Check the folder's permissions and free space.")
        ) from error


def _writable(path: Path) -> bool:
    """Say whether the book and the files SQLite keeps beside it can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _no_book(path: Path) -> RepdeskError:
    """Say that there is nothing to open."""
    return RepdeskError(
        _("There is no book yet"), str(path), _('Make one with "repdesk import FILE" or "repdesk demo".')
    )
