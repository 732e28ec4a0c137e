"""Erasure in the backups of a book: each is copied, erased, checked and replaced whole; what cannot be is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.private import create_file, sync_file, sync_folder, write_text
from repdesk.progress import Progress
from repdesk.store.backups.elsewhere import is_attached
from repdesk.store.backups.sealing import SEALED, is_sealed
from repdesk.store.backups.shelf import note_anew, noted
from repdesk.store.beside import backups_folder
from repdesk.store.connect import APPLICATION_ID, connect
from repdesk.store.driver import LockedError, connect_file
from repdesk.store.erasing.erase_sealed import erase_sealed
from repdesk.store.erasing.erasure import Forgotten, erase_in, read_forgotten
from repdesk.store.journal import origin_of

_ENDING = ".erasing"
_DECIDED = ".erased"  # whole and on the disk: it takes the backup's place, now or by the next run
_BESIDE = ("-wal", "-journal", "-shm")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A backup that still holds forgotten customers: its path and a code that says why.

    "absent", "encrypted", "damaged" or "locked".
    """

    path: Path
    why: str


def erase_backups(
    book: Path,
    forgotten: Forgotten,
    folders: Collection[Path],
    *,
    origin: bytes,
    at: str,
    progress: Progress,
    awaited: Iterable[Path] = (),
    recipient: str = "",
    privates: Collection[str] = (),
) -> tuple[int, list[Waiting]]:
    """Erase the forgotten in every backup in `folders` that has the book's past; return how many were written anew.

    `origin` is the digest of the book's first entry: a file with another one is another book's and stays as it is.
    Backups that are done already are passed over, so that this may be cut short and run again. `awaited` are those
    that could not be reached before: one that is not there now is told again, once its folder is there it is gone.
    Sealed ones are sealed again for `recipient`; `privates` are the keys that open those which need to be opened.
    """
    done, waiting, found = 0, [], []
    for folder in folders:
        if not folder.is_dir() or (folder != backups_folder(book) and not is_attached(folder)):
            waiting.append(Waiting(folder, "absent"))
            continue
        for left in folder.glob(f"*{_ENDING}*"):  # of a run that was cut short
            left.unlink(missing_ok=True)
        waiting += _drop_parts(folder)
        for decided in folder.glob(f"*.db{_DECIDED}"):
            _take_place(decided)
        found += sorted(folder.glob("*.db")) + sorted(folder.glob(f"*.db{SEALED}"))
    waiting += [Waiting(path, "absent") for path in awaited if not path.parent.is_dir() and path not in folders]
    for number, path in enumerate(found):
        progress(number, len(found))
        try:
            if is_sealed(path):
                done += erase_sealed(
                    book, path, forgotten, origin=origin, at=at, recipient=recipient, privates=privates
                )
            elif _has_log(path) or _holds_any(path, forgotten, origin):
                done += _erase_one(book, path, forgotten, origin, at)
        except LockedError:
            waiting.append(Waiting(path, "encrypted"))
        except (sqlite3.DatabaseError, RepdeskError):
            waiting.append(Waiting(path, "damaged"))
        except OSError:
            waiting.append(Waiting(path, "locked"))
    progress(len(found), len(found))
    return done, waiting


def _drop_parts(folder: Path) -> list[Waiting]:
    """Take away copies that were cut short, or are being made: they hold whom the book has forgotten since.

    Who is making one is told that it could not be made. Return those that could not be taken away.
    """
    left = []
    for part in folder.glob("*.db.part*"):
        try:
            part.unlink(missing_ok=True)
        except OSError:
            left.append(Waiting(part, "locked"))
    return left


def _has_log(path: Path) -> bool:
    """Say whether SQLite has left something beside a copy: one that was set aside as it lay."""
    return any(path.with_name(path.name + ending).exists() for ending in _BESIDE[:2])


def _take_place(decided: Path) -> None:
    """Put what was erased in the backup's place; the log of the old one must not meet it."""
    path = decided.with_name(decided.name.removesuffix(_DECIDED))
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    decided.replace(path)
    sync_folder(path.parent)


def _holds_any(path: Path, forgotten: Forgotten, origin: bytes) -> bool:
    """Say whether a copy of this book does not know yet of everybody who was forgotten; not a byte is written."""
    with path.open("rb"):  # says that it may not be read, where SQLite would say that it is no book
        pass
    with closing(connect_file(path, "mode=ro&immutable=1")) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise sqlite3.DatabaseError("not a book")
        if origin_of(connection) != origin:
            return False
        known = read_forgotten(connection)
    told = {one[:2] for one in known.accounts}
    return any(one[:2] not in told for one in forgotten.accounts) or not set(forgotten.numbers) <= set(known.numbers)


def _erase_one(book: Path, path: Path, forgotten: Forgotten, origin: bytes, at: str) -> bool:
    """Erase in a copy of the backup and put it in its place, on the disk when this returns; False for another book's.

    The note goes first: cut short between the two, the backup still holds the forgotten and is done again.
    """
    part = path.with_name(path.name + _ENDING)
    try:
        create_file(part)
        shutil.copyfile(path, part)
        for ending in _BESIDE[:2]:
            log = path.with_name(path.name + ending)
            if log.exists():
                create_file(part.with_name(part.name + ending))
                shutil.copyfile(log, part.with_name(part.name + ending))
        if _has_log(part):
            with closing(connect(part)) as connection:
                if origin_of(connection) != origin:
                    return False
        erase_in(part, forgotten, at=at)
        sync_file(part)
        note_anew(noted(book, path), part)
        decided = path.with_name(path.name + _DECIDED)
        part.replace(decided)
        sync_folder(path.parent)
        _take_place(decided)
        return True
    finally:
        for left in (part, *(part.with_name(part.name + ending) for ending in (*_BESIDE, ".write"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def waiting_path(book: Path) -> Path:
    """Return the file beside a book that says what of an erasure is still to do."""
    return book.with_name(book.name + ".forgetting")


def write_waiting(book: Path, waiting: Iterable[Waiting], *, swept: bool, under_way: bool = False) -> None:
    """Keep what is still to do; the file goes where nothing is."""
    rows = [{"path": _from(book, one.path), "why": one.why} for one in waiting]
    if swept and not rows and not under_way:
        waiting_path(book).unlink(missing_ok=True)
        sync_folder(book.parent)
    else:
        write_text(waiting_path(book), json.dumps({"swept": swept, "backups": rows}))


def _from(book: Path, path: Path) -> str:
    """Return a path as it is kept: what lies beside the book moves with it."""
    return str(path.relative_to(book.parent) if path.is_relative_to(book.parent) else path)


def read_waiting(book: Path) -> tuple[bool, list[Waiting]]:
    """Return whether the book itself is swept, and which backups wait; nothing where there is no such file."""
    try:
        kept = json.loads(waiting_path(book).read_text("utf-8"))
        return bool(kept["swept"]), [Waiting(book.parent / one["path"], str(one["why"])) for one in kept["backups"]]
    except FileNotFoundError:
        return True, []
    except (OSError, ValueError, KeyError, TypeError):
        return False, []
