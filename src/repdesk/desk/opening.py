"""A book opened: by the app, which holds it against a second one, or by a command; what stands in the way is said."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from repdesk.clock import Clock
from repdesk.damage import damaged, is_damage
from repdesk.desk.book import Book
from repdesk.i18n import _
from repdesk.progress import Progress, silent
from repdesk.store.driver import LockedError, is_encrypted
from repdesk.store.locks import SessionLock
from repdesk.store.same_file import end_restore
from repdesk.store.store import Store, can_be_written
from repdesk.text import visible


def there_is(path: Path) -> bool:
    """Say whether there is a book; one whose restore was cut short before it lay in its place is put there first."""
    if not path.exists():
        end_restore(path.resolve())
    return path.exists()


def open_book(
    path: Path, clock: Clock, *, create: bool = False, session: bool = False, progress: Progress = silent
) -> Book:
    """Open the book at `path`; RepdeskError where there is none and `create` is not asked.

    The app opens with `session`: where another app holds the book, this one is read-only and `holder` says who.
    `progress` hears of a book of an older repdesk being brought up to date.
    """
    try:
        book = _opened(path, clock, create=create, session=session, progress=progress)
    except LockedError:
        from repdesk.store.encrypting.staying import harmed, looks_harmed

        if looks_harmed(path.resolve()):
            raise harmed(path) from None
        raise
    if not book.read_only and is_encrypted(path):
        from repdesk.store.encrypting.staying import note_kind

        with suppress(OSError):
            note_kind(path.resolve(), encrypted=True)
    return book


def _opened(path: Path, clock: Clock, *, create: bool, session: bool, progress: Progress) -> Book:
    if not session:
        return _book(Store.open(path, create=create, progress=progress), clock)
    if not there_is(path) and not create:
        return _book(Store.open(path), clock)  # says that there is none
    if path.exists() and not can_be_written(path):
        return _book(Store.open(path, read_only=True), clock)
    lock = SessionLock(path)
    holder = lock.acquire()
    if holder is None:
        try:
            return _book(Store.open(path, create=create, progress=progress), clock, lock)
        except BaseException:
            lock.release()  # who cannot open the book does not keep others, such as a restore, out of it
            raise
    who = _("process %(pid)d on %(host)s") % {"pid": holder.pid, "host": visible(holder.host)}
    return _book(Store.open(path, read_only=True), clock, holder=who)


def _book(store: Store, clock: Clock, lock: SessionLock | None = None, holder: str = "") -> Book:
    """Return the book of a store; RepdeskError where what is read first of it shows damage. What fails is closed."""
    try:
        return Book(store, clock, lock, holder)
    except sqlite3.DatabaseError as error:
        store.close()
        if is_damage(error):
            raise damaged(store.path) from error
        raise
    except BaseException:
        store.close()
        raise
