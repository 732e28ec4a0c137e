"""Restoring: a backup takes the book's place in one step; the book that was there stands aside, byte for byte.

The copy is made, checked and put on the disk under a name of its own first; with that name the restore is decided, and
whoever opens the book next ends it where it was cut short.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_file, sha256, sync_file, sync_folder
from repdesk.progress import Progress, silent
from repdesk.store.backups.aside import put_aside
from repdesk.store.backups.lasting import Lasting, keep_lasting, put_right, read_lasting, salvage, together
from repdesk.store.backups.second_folder import unsealed
from repdesk.store.backups.shelf import ASIDE, Kept, shelf
from repdesk.store.beside import restored_path
from repdesk.store.connect import APPLICATION_ID, bare, connect
from repdesk.store.driver import connect_file
from repdesk.store.encrypting.recoding import stay_encrypted
from repdesk.store.locks import session_alone, write_lock

_BESIDE = ("-wal", "-shm", "-journal")
STEPS = 5
"""Steps of a restore that its progress hears of."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to: where the book that was there stands now, None where none was.

    `lost` is False where all was carried over that outlasts a restore; else what the rep did about do-not-call and
    forgetting after the instant `lost_since` is not in the book, all of it where that is blank.
    """

    aside: Path | None
    lost: bool = False
    lost_since: str = ""


def restore(
    book: Path, kept: Kept, *, at: str, privates: Collection[str] = (), progress: Progress = silent
) -> Restored:
    """Put a backup in the book's place; one that is sealed is opened by one of the keys `privates`.

    Who was forgotten and which numbers must not be called is taken over from the present book; where that cannot be
    read, from what is left of it and the other backups. RepdeskError where an app has the book open, or the backup is
    not whole: then nothing is changed.
    """
    with session_alone(book):
        return _put_in_place(book, kept, at, privates, progress)


def _put_in_place(book: Path, kept: Kept, at: str, privates: Collection[str], progress: Progress) -> Restored:
    ready = restored_path(book)
    part = ready.with_name(ready.name + ".part")
    try:
        for ending in _BESIDE:  # of a restore that was cut short
            part.with_name(part.name + ending).unlink(missing_ok=True)
        with write_lock(book):
            progress(0, STEPS)
            _copy(kept, part, privates)
            progress(1, STEPS)
            _check(kept, part)
            progress(2, STEPS)
            lasting, restored = _lasting(book)
            stay_encrypted(book, part)
            keep_lasting(part, lasting, at=at)
            sync_file(part)
            progress(3, STEPS)
            restored = replace(restored, aside=put_aside(book, at))
            progress(4, STEPS)
            part.replace(ready)
            sync_folder(book.parent)
            finish(book)
            progress(5, STEPS)
    except OSError as error:
        raise RepdeskError(
            _("The backup could not be restored"), str(kept.path), _("Check the free space. Nothing was changed.")
        ) from error
    finally:
        for ending in ("", *_BESIDE, ".write"):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)
    return restored


def finish(book: Path) -> None:
    """End a restore that was decided; the log of the book that was there must not meet the new one. OSError."""
    ready = restored_path(book)
    if ready.exists():
        for ending in ("", *_BESIDE):  # the book first: nobody is to read it without its log
            book.with_name(book.name + ending).unlink(missing_ok=True)
        ready.replace(book)
        sync_folder(book.parent)


def _copy(kept: Kept, part: Path, privates: Collection[str]) -> None:
    """Copy a backup, opened where it is sealed; RepdeskError where it is not what its note says."""
    part.unlink(missing_ok=True)
    create_file(part)
    if kept.sealed:
        if not unsealed(kept, part, privates):
            raise _damaged(kept)
        return
    shutil.copyfile(kept.path, part)
    if kept.sha256 and sha256(part) != kept.sha256:
        raise _damaged(kept)
    log = kept.path.with_name(kept.path.name + "-wal")
    if log.exists():  # a book that was set aside as it lay
        create_file(part.with_name(part.name + "-wal"))
        shutil.copyfile(log, part.with_name(part.name + "-wal"))


def _check(kept: Kept, part: Path) -> None:
    """See that the copy is a book and sound; RepdeskError where it is not."""
    with suppress(sqlite3.DatabaseError), closing(bare(part)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        rows = [row[0] for row in copy.execute("PRAGMA integrity_check")]
        if rows == ["ok"] and copy.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,):
            sync_file(part)
            return
    raise _damaged(kept)


def _damaged(kept: Kept) -> RepdeskError:
    """Say that a backup is no good."""
    return RepdeskError(
        _("This backup is damaged"), str(kept.path), _("Take another one: repdesk backups. Nothing was changed.")
    )


def _lasting(book: Path) -> tuple[Lasting, Restored]:
    """Read what outlasts the restore; where the present book does not give all of it, also from the other backups.

    Where no book is there, and none was, nothing is lost.
    """
    if book.exists():
        with suppress(*_UNREADABLE), closing(connect(book, read_only=True)) as connection:
            return put_right(connection, read_lasting(connection)), Restored(None)
    lasting, since = salvage(book), ""
    others = [one for one in shelf(book) if one.why != ASIDE and not one.sealed]
    for other in others[:_OTHERS]:
        with suppress(*_UNREADABLE), closing(connect_file(other.path, _LOOK)) as connection:
            lasting = together(lasting, read_lasting(connection))
            since = max(since, other.at)
    return lasting, Restored(None, lost=book.exists() or bool(others), lost_since=since)


_UNREADABLE = (RepdeskError, sqlite3.DatabaseError, UnicodeDecodeError)  # SQLite names what it cannot read
_OTHERS = 5  # the latest of a shelf: each knows whom the ones before it knew
_LOOK = "mode=ro&immutable=1"
