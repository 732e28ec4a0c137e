"""Restoring: a backup takes the book's place in one step; the book that was there stands aside, byte for byte.

The copy is made, checked and put on the disk under a name of its own first; with that name the restore is decided, and
whoever opens the book next ends it where it was cut short.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_file, create_folder, sync_folder
from repdesk.store.backup import sha256, sync
from repdesk.store.connect import APPLICATION_ID, bare, connect
from repdesk.store.lasting import Lasting, keep_lasting, read_lasting
from repdesk.store.locks import SessionLock, write_lock
from repdesk.store.shelf import Kept, folder_of, free_place

_BESIDE = ("-wal", "-shm", "-journal")


def restore(book: Path, kept: Kept, *, at: str) -> Path | None:
    """Put a backup in the book's place and return where the book that was there stands now, None where none was.

    Who was forgotten and which numbers must not be called is taken over from the present book, where it can be read.
    RepdeskError where an app has the book open, or the backup is not whole: then nothing is changed.
    """
    session = SessionLock(book)
    holder = session.acquire()
    if holder is not None:
        raise RepdeskError(
            _("The book is open in another repdesk"),
            _("It is process %(pid)d on %(host)s.") % {"pid": holder.pid, "host": holder.host},
            _("Leave it there first. Nothing was changed."),
        )
    ready = _ready(book)
    part = ready.with_name(ready.name + ".part")
    try:
        for ending in _BESIDE:  # of a restore that was cut short
            part.with_name(part.name + ending).unlink(missing_ok=True)
        with write_lock(book):
            _copy_checked(kept, part)
            lasting = _lasting(book)
            if lasting is not None:
                keep_lasting(part, lasting, at=at)
                sync(part)
            aside = _set_aside(book, at)
            part.replace(ready)
            sync_folder(book.parent)
            finish(book)
    except OSError as error:
        raise RepdeskError(
            _("The backup could not be restored"), str(kept.path), _("Check the free space. Nothing was changed.")
        ) from error
    finally:
        for ending in ("", *_BESIDE, ".write"):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)
        session.release()
    return aside


def finish(book: Path) -> None:
    """End a restore that was decided; the log of the book that was there must not meet the new one. OSError."""
    ready = _ready(book)
    if ready.exists():
        for ending in _BESIDE:
            book.with_name(book.name + ending).unlink(missing_ok=True)
        ready.replace(book)
        sync_folder(book.parent)


def under_way(book: Path) -> bool:
    """Say whether a restore was decided and cut short."""
    return _ready(book).exists()


def _ready(book: Path) -> Path:
    return book.with_name(book.name + ".restored")


def _copy_checked(kept: Kept, part: Path) -> None:
    """Copy a backup and see that the copy is what its note says, and sound; RepdeskError where it is not."""
    part.unlink(missing_ok=True)
    create_file(part)
    shutil.copyfile(kept.path, part)
    whole = not kept.sha256 or sha256(part) == kept.sha256
    log = kept.path.with_name(kept.path.name + "-wal")
    if log.exists():  # a book that was set aside as it lay
        create_file(part.with_name(part.name + "-wal"))
        shutil.copyfile(log, part.with_name(part.name + "-wal"))
    with suppress(sqlite3.DatabaseError), closing(bare(part)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        rows = [row[0] for row in copy.execute("PRAGMA integrity_check")]
        if whole and rows == ["ok"] and copy.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,):
            sync(part)
            return
    raise RepdeskError(
        _("This backup is damaged"), str(kept.path), _("Take another one: repdesk backups. Nothing was changed.")
    )


def _lasting(book: Path) -> Lasting | None:
    """Read what outlasts the restore from the present book; None where that cannot be read any more."""
    if not book.exists():
        return None
    with suppress(RepdeskError, sqlite3.DatabaseError):
        connection = connect(book, read_only=True)
        try:
            return read_lasting(connection)
        finally:
            connection.close()
    return None


def _set_aside(book: Path, at: str) -> Path | None:
    """Give the book, and what SQLite keeps beside it, a second name on the shelf; a copy where a disk has no links."""
    if not book.exists():
        return None
    create_folder(folder_of(book))
    aside = free_place(book, at, ending="-aside")
    for ending in ("", "-wal", "-journal"):
        file, other = book.with_name(book.name + ending), aside.with_name(aside.name + ending)
        if not file.exists():
            continue
        try:
            os.link(file, other)
        except OSError:
            create_file(other)
            shutil.copyfile(file, other)
            sync(other)
    sync_folder(aside.parent)
    return aside
