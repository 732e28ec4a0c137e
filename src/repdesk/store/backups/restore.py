"""Restoring: a backup takes the book's place in one step; the book that was there stands aside, byte for byte.

The copy is made, checked and put on the disk under a name of its own first; with that name the restore is decided, and
whoever opens the book next ends it where it was cut short.
"""

from __future__ import annotations

import errno
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
from repdesk.store.backups.leftovers import restoring_path, tidy_restore
from repdesk.store.backups.order import of_past
from repdesk.store.backups.second_folder import unsealed
from repdesk.store.backups.shelf import ASIDE, Kept, shelf
from repdesk.store.beside import restored_path
from repdesk.store.connect import APPLICATION_ID, bare, connect
from repdesk.store.driver import connect_file, forget_seen
from repdesk.store.encrypting.recoding import take_key
from repdesk.store.encrypting.staying import key_to_stay, locked, only_locked
from repdesk.store.erasing.erase_backups import Waiting, read_waiting, write_waiting
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
    book: Path,
    kept: Kept,
    *,
    at: str,
    privates: Collection[str] = (),
    passphrase: str = "",
    forgotten_passphrase: bool = False,
    progress: Progress = silent,
) -> Restored:
    """Put a backup in the book's place; one that is sealed is opened by one of the keys `privates`.

    A book that only its passphrase keeps closed is replaced where `forgotten_passphrase` says so. What is restored over
    one that was encrypted, and cannot be read, is encrypted by `passphrase` where it is not yet.

    Who was forgotten and which numbers must not be called is taken over from the present book; where that cannot be
    read, from what is left of it and the other backups. RepdeskError where an app has the book open, or the backup is
    not whole: then nothing is changed.
    """
    if not forgotten_passphrase and only_locked(book):
        raise locked(book)
    with session_alone(book):
        return _put_in_place(book, kept, at, privates, passphrase, progress)


def _put_in_place(
    book: Path, kept: Kept, at: str, privates: Collection[str], passphrase: str, progress: Progress
) -> Restored:
    part = restoring_path(book)
    try:
        with write_lock(book):
            tidy_restore(book)
            try:
                progress(0, STEPS)
                _copy(kept, part, privates)
                progress(1, STEPS)
                _check(kept, part)
                progress(2, STEPS)
                lasting, restored = _lasting(book, kept)
                readable = book.exists() and not restored.lost
                take_key(part, key_to_stay(book, part, readable=readable, passphrase=passphrase))
                keep_lasting(part, lasting, at=at)
                sync_file(part)
                progress(3, STEPS)
                restored = replace(restored, aside=put_aside(book, at))
                _await_passphrase(book, restored.aside)
                progress(4, STEPS)
                part.replace(restored_path(book))
                sync_folder(book.parent)
                finish(book)
                progress(5, STEPS)
            finally:
                tidy_restore(book)
    except OSError as error:
        raise _refused(kept, error) from error
    return restored


def _await_passphrase(book: Path, aside: Path | None) -> None:
    """Have an erasure wait for a book set aside that nobody could read: it alone knows who was forgotten."""
    if aside is not None and only_locked(book):
        swept, waiting = read_waiting(book)
        write_waiting(book, [*waiting, Waiting(aside, "encrypted")], swept=swept)


def _refused(kept: Kept, error: OSError) -> RepdeskError:
    """Say that it could not be done, and what is to be looked at."""
    hint = _("Check the free space. Nothing was changed.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        hint = _("Check the permissions of the book's folder and of its backups. Nothing was changed.")
    return RepdeskError(_("The backup could not be restored"), str(error.filename or kept.path), hint)


def finish(book: Path) -> None:
    """End a restore that was decided; the log of the book that was there must not meet the new one. OSError."""
    ready = restored_path(book)
    if ready.exists():
        for ending in ("", *_BESIDE):  # the book first: nobody is to read it without its log
            book.with_name(book.name + ending).unlink(missing_ok=True)
        ready.replace(book)
        forget_seen(book)
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


def _lasting(book: Path, kept: Kept) -> tuple[Lasting, Restored]:
    """Read what outlasts the restore; where the present book does not give all of it, also from the other backups.

    Where no book is there, and none was, nothing is lost.
    """
    if book.exists():
        with suppress(*_UNREADABLE), closing(connect(book, read_only=True)) as connection:
            return put_right(connection, read_lasting(connection)), Restored(None)
    lasting, since = salvage(book), ""
    others = [one for one in of_past(shelf(book), kept.origin) if one.why != ASIDE and not one.sealed]
    read = 0
    for other in others:
        with suppress(*_UNREADABLE), closing(connect_file(other.path, _LOOK)) as connection:
            lasting = together(lasting, read_lasting(connection))
            since, read = since or other.at, read + 1
        if read == _OTHERS:
            break
    return lasting, Restored(None, lost=book.exists() or bool(others), lost_since=since)


_UNREADABLE = (RepdeskError, sqlite3.DatabaseError, UnicodeDecodeError)  # SQLite names what it cannot read
_OTHERS = 5  # the latest of a shelf: each knows whom the ones before it knew
_LOOK = "mode=ro&immutable=1"
