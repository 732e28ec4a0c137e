"""A book, open: connections to read with, and the door to write through."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from repdesk.clock import Clock
from repdesk.damage import BrokenBookError, damaged, gone
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import PRIVATE, create_file
from repdesk.progress import Progress, silent
from repdesk.store.beside import has_backups, recoding_path, restored_path
from repdesk.store.checking.leftover_log import look_at_log
from repdesk.store.checking.quick_look import look_at_schema
from repdesk.store.connect import SCHEMA, connect, not_a_book, version_is_true, version_of
from repdesk.store.same_file import SameFile, end_restore

if TYPE_CHECKING:
    from repdesk.store.act import Act
    from repdesk.store.door import Door


_LEAST = 512  # bytes: no book is smaller


class Store:
    """One book. Reads go over a connection of the thread's own; writes are acts through the door."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Hold an existing book; `Store.open` is the way to get one."""
        self.path = path
        self.read_only = read_only
        self._readers: dict[threading.Thread, sqlite3.Connection] = {}
        self._file = SameFile(path, read_only=read_only)
        self._left: set[threading.Thread] = set()  # threads whose connection is to a file that was there before
        self._opening = threading.Lock()
        self._door: Door | None = None
        self._watch: sqlite3.Connection | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False, progress: Progress = silent) -> Store:
        """Open the book at `path`, made first where `create` allows it, its schema brought up to date.

        `progress` hears of an older book being brought up how many of its steps are done, and how many there are.
        It opens read-only where asked to, and where the file or its folder cannot be written. RepdeskError where
        there is no book, where the file is not one, and where a read-only one is older than this repdesk.
        """
        path = path.expanduser().resolve()
        if not read_only:
            end_restore(path)
        if recoding_path(path).exists() and not read_only:
            _end_recoding(path)
        if not path.exists() and not read_only:
            end_restore(path)  # just under way: for a moment there is none
        if not path.exists():
            if not create or read_only or has_backups(path):
                raise _no_book(path)
            _make(path)
        _look_at_size(path)
        read_only = read_only or not (can_be_written(path) or can_be_written(path))  # the book of a moment later
        if not read_only:
            _take_for_owner(path)
            look_at_log(path)
        store = cls(path, read_only=read_only)
        try:
            if (version := version_of(store.read())) < SCHEMA:
                store._bring_up(version, create=create, progress=progress)
            look_at_schema(store.read(), path)
        except BaseException:
            store.close()
            raise
        return store

    def read(self) -> sqlite3.Connection:
        """Return this thread's connection: it refuses to write and sees what is committed."""
        thread = threading.current_thread()
        connection = self._readers.get(thread)
        if connection is None or thread in self._left:
            with self._opening:
                for gone in [
                    known for known in self._readers if not known.is_alive() or known in self._left & {thread}
                ]:
                    self._readers.pop(gone).close()
                    self._left.discard(gone)
                connection = self._readers[thread] = self._file.connect()
        return connection

    def follow(self) -> bool:
        """Go over to the book that a restore has put in the place of the one that was read, where there is one."""
        if self._door is not None or not self._file.follow():
            return False
        with self._opening:
            self._left |= set(self._readers)
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        return True

    def lost(self) -> RepdeskError | None:
        """Return what is to be said where the file that is open lies no more under its name, None where it does."""
        if restored_path(self.path).exists():
            return None  # a restore is under way: what comes of it is seen when it is over
        try:
            self._file.look()
        except RepdeskError as error:
            return error
        return None

    def data_version(self) -> int:
        """Return a number that is another one after anybody, this store included, has written to the book."""
        with self._opening:
            if self._watch is None:
                self._watch = self._file.connect()
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

                self._door = Door(self.path, self._file)
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

    def _bring_up(self, version: int, *, create: bool, progress: Progress) -> None:
        """Run the migrations that are due, after a backup of a book with content."""
        if not version_is_true(self.read()):
            raise damaged(self.path)
        if version == 0 and not create:
            raise _no_book(self.path)
        if self.read_only:
            raise RepdeskError(
                _("This book is of an older repdesk"),
                _("It has to be brought up to date first."),
                _("Open it once where it can be written to."),
            )
        from repdesk.store import migrate
        from repdesk.store.backups.backup import backup_before_migration
        from repdesk.store.locks import write_lock

        self._readers.pop(threading.current_thread()).close()  # it knows the file as it was
        at = Clock().stamp()
        with write_lock(self.path):
            connection = connect(self.path, write=True)
            try:
                migrate.apply(
                    connection,
                    at=at,
                    before=lambda: backup_before_migration(connection, self.path, at),
                    progress=progress if version else silent,
                )
            except sqlite3.Error as error:
                raise _not_brought_up(new=version == 0) from error
            finally:
                connection.close()


def _look_at_size(path: Path) -> None:
    """Refuse what SQLite would take for an empty file: a book that was cut off, or another program's few bytes."""
    size = path.stat().st_size
    if size < _LEAST and has_backups(path):
        raise _emptied(path)
    if 0 < size < _LEAST:
        raise not_a_book(path)


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


def _end_recoding(path: Path) -> None:
    """Tidy up where the book was being encrypted, or its passphrase changed, and that was cut short."""
    from repdesk.store.encrypting.recoding import settle

    settle(path)


def can_be_written(path: Path) -> bool:
    """Say whether the book that is at `path` and the files SQLite keeps beside it can be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _take_for_owner(path: Path) -> None:
    """Have the book and what SQLite left beside it be the owner's alone, and writable.

    A copy that came by other programs may be open to all; what a reader of a write-protected book left is so too.
    """
    for ending in ("", "-wal", "-shm"):
        file = path.with_name(path.name + ending)
        with suppress(OSError):  # it is not there, or somebody else's: then opening it tells
            if stat.S_IMODE(file.stat().st_mode) != PRIVATE:
                file.chmod(PRIVATE)


def _not_brought_up(*, new: bool) -> RepdeskError:
    """Say that the schema could not be made, or changed."""
    if new:
        return RepdeskError(_("The book cannot be made"), hint=_("Check the folder's permissions and free space."))
    return RepdeskError(
        _("The book could not be brought up to date"),
        _("It is as it was, and a backup of it was made."),
        _("Check the free space and try again."),
    )


def _emptied(path: Path) -> RepdeskError:
    """Say that the file is empty, and was a book: an empty book is never opened in its place."""
    return BrokenBookError(
        _("The book is empty, but there are backups of it"),
        str(path),
        _('"repdesk restore" puts the latest one in its place.'),
    )


def _no_book(path: Path) -> RepdeskError:
    """Say that there is nothing to open."""
    if has_backups(path):
        return gone(path)
    return RepdeskError(
        _("There is no book yet"), str(path), _('Make one with "repdesk import FILE" or "repdesk demo".')
    )
