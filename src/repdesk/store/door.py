"""The one way in for writes: one act is one transaction, one journal entry and, for the rep's acts, one undo step."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.damage import damaged, is_damage
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.act import Act, Kind
from repdesk.store.connect import connect
from repdesk.store.locks import write_lock
from repdesk.store.same_file import SameFile

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Door:
    """Holds the one connection that writes, and lets one act through at a time."""

    def __init__(self, path: Path, read_from: SameFile | None = None) -> None:
        """Connect to the book at `path`; nothing is written to another file than that which was `read_from`."""
        if read_from is not None:
            read_from.look()
        self.connection = connect(path, write=True)
        self._path = path
        self._read_from = read_from
        self._turn = threading.Lock()
        self._within: int | None = None

    @cached_property
    def engine(self) -> Engine:
        """What sessions run on; made at the first use, for the libraries behind it are slow to load."""
        from repdesk.store.session import engine_on

        return engine_on(self.connection)

    @contextmanager
    def act(
        self,
        name: str,
        *,
        at: str,
        policy_id: int | None = None,
        account_id: int | None = None,
        kind: Kind = "act",
    ) -> Iterator[Act]:
        """Run one act: all of it is kept, with its entry, or nothing; RepdeskError where the file would not take it."""
        with self.alone(), write_lock(self._path):
            self.look_whether_replaced()
            with self._transaction():
                this = Act(self.connection, lambda: self.engine, name, at, kind)
                this.policy_id, this.account_id = policy_id, account_id
                try:
                    yield this
                    this.seal()
                finally:
                    this.end()
            with suppress(sqlite3.OperationalError):  # what is committed is kept; the next act tries again
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def look_whether_replaced(self) -> None:
        """Refuse, under the write lock, where the file that was read is gone, or another one is in its place."""
        if self._read_from is not None:
            self._read_from.look()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one thread in at a time; an act inside an act would wait for itself and is refused."""
        if self._within == threading.get_ident():
            raise RuntimeError("an act is under way in this thread")
        with self._turn:
            self._within = threading.get_ident()
            try:
                yield
            finally:
                self._within = None

    def close(self) -> None:
        """Close the connection that writes."""
        self.connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Begin at once as the writer; commit at the end, roll back on any exception."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.execute("PRAGMA defer_foreign_keys = ON")  # rows may name the entry that is written last
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            cause = getattr(error, "orig", error)  # sqlalchemy wraps what sqlite3 raised
            if is_damage(cause):
                raise _not_in_a_damaged_book() from error
            if isinstance(cause, sqlite3.OperationalError):
                raise _not_saved(cause) from error
            raise


def _not_in_a_damaged_book() -> RepdeskError:
    """Say that the file is damaged where the act would have been written."""
    return damaged(message=_("Nothing of this act was saved."))


def _not_saved(error: sqlite3.OperationalError) -> RepdeskError:
    """Say in plain words why the file did not take the act."""
    reasons = {
        sqlite3.SQLITE_FULL: _("The disk is full."),
        sqlite3.SQLITE_BUSY: _("Another program is using the book."),
        sqlite3.SQLITE_READONLY: _("The book cannot be written to here."),
        sqlite3.SQLITE_IOERR: _("The disk reports an error."),
    }
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return RepdeskError(
        _("Not saved"), reasons.get(code, _("The book did not take it.")), _("Nothing of it was kept; try again.")
    )
