"""A book, or a backup of it, written anew under another key, or none: verified, then put in its place in one step.

What is needed on the way lies in a folder beside the file; where it was cut short, `settle` tidies up, and the file is
whole under the one key or the other.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_file, create_folder, overwrite, sha256, sync_file, sync_folder
from repdesk.progress import Progress, silent
from repdesk.store.backups.leftovers import tidy_restore
from repdesk.store.backups.sealing import is_sealed
from repdesk.store.backups.shelf import Kept, look_into, note_anew, noted, told_of
from repdesk.store.beside import backups_folder, backups_in, named_as_backup, recoding_path
from repdesk.store.connect import APPLICATION_ID, bare
from repdesk.store.draft_file import draft_path, read_draft, write_draft_under
from repdesk.store.driver import LockedError, connect_exporting, connect_file, forget_seen, key_of
from repdesk.store.encrypting.keys import Key
from repdesk.store.encrypting.staying import note_kind
from repdesk.store.journal import origin_of
from repdesk.store.locks import session_alone, write_lock
from repdesk.store.rows import quoted

_PART, _BEFORE, _DRAFT = "book", "before", "book.draft"


@dataclass(frozen=True, slots=True)
class Left:
    """A backup that stays as it was: its path and a code, "locked" (another passphrase), "damaged" or "unwritable"."""

    path: Path
    why: str


def recode(
    book: Path,
    key: Key | None,
    *,
    folders: Iterable[Path] = (),
    progress: Progress = silent,
) -> tuple[int, list[Left]]:
    """Write a book anew under `key`, None for plain, and then the backups in `folders`; its passphrase is known.

    Return how many backups were written anew, and which were not. A book that has the key already is left as it is.
    RepdeskError where somebody has it open, or it does not come out the same: then nothing is changed.
    """
    try:
        with session_alone(book), write_lock(book):
            _tidy(book)
            stuck = [Left(path, "unwritable") for path in tidy_restore(book)]
            found = [path for folder in folders for path in copies_in(book, folder)]
            progress(0, len(found) + 1)
            if key is not None:  # before it is: cut short between the two, a plain book is read as one all the same
                note_kind(book, encrypted=True)
            if key_of(book) != key:
                _one(book, key, draft=True)
            if key is None:
                note_kind(book, encrypted=False)
            try:
                create_folder(recoding_path(book))  # says, until all is done, that there may be something to tidy
                done, left = _backups(book, found, key, progress)
                return done, stuck + left
            finally:
                with suppress(OSError):
                    _tidy(book)
    except (OSError, sqlite3.DatabaseError) as error:
        raise RepdeskError(
            _("The book could not be written anew"),
            str(book),
            _("It is as it was. Check the free space, and that nothing else reads it."),
        ) from error


def copies_in(book: Path, folder: Path) -> list[Path]:
    """Return the backups in a folder that have the book's name, and are not sealed."""
    return [path for path in backups_in(book, folder) if not is_sealed(path)]


def settle(book: Path) -> None:
    """Tidy up where a book was being written anew: what is left of a plain one is overwritten."""
    if recoding_path(book).exists():
        with write_lock(book), suppress(OSError):
            _tidy(book)


def take_key(copy: Path, key: Key | None) -> None:
    """Write a copy that is to take a book's place anew under the book's key, where it has one. OSError.

    So a backup from before the encryption, or under an earlier passphrase, does not bring that back.
    """
    if key is not None and key_of(copy) != key:
        try:
            _one(copy, key)
        except sqlite3.DatabaseError as error:
            raise OSError from error


def _one(path: Path, key: Key | None, *, draft: bool = False, kept: Kept | None = None) -> None:
    """Write a file anew that nobody else has open, the note of a backup first. OSError, sqlite3.DatabaseError.

    With that note it is decided: cut short between the two, `settle` and the next run put the copy in its place.
    """
    folder = recoding_path(path)
    _tidy_one(path)
    create_folder(folder)
    try:
        _fold(path)
        part = folder / _PART
        _copy(path, part, key)
        if draft and (typed := read_draft(draft_path(path))) is not None:
            write_draft_under(key, folder / _DRAFT, typed)
        sync_file(part)
        with suppress(OSError):  # a disk without links: what was there is let go of without being overwritten
            os.link(path, folder / _BEFORE)
        sync_folder(folder)
        note_anew(kept, part)
        part.replace(path)
        sync_folder(path.parent)
    finally:
        forget_seen(path)
        with suppress(OSError):  # whoever opens the book next tidies
            _tidy_one(path)


def _fold(path: Path) -> None:
    """Have the file be whole in itself, with no log beside it; sqlite3.OperationalError where somebody reads it."""
    with closing(bare(path)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA busy_timeout = 5000")
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise sqlite3.OperationalError("the log is in use")


def _copy(source: Path, part: Path, key: Key | None) -> None:
    """Copy a file into a new one under `key`, and see that it holds the same; sqlite3.DatabaseError where not."""
    create_file(part)
    with closing(connect_exporting(source)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("ATTACH DATABASE ? AS anew KEY ?", (str(part), key.words if key else ""))
        connection.execute("SELECT sqlcipher_export('anew')").fetchone()
        connection.execute(f"PRAGMA anew.user_version = {int(version)}")
        connection.execute(f"PRAGMA anew.application_id = {APPLICATION_ID}")
        connection.execute("DETACH DATABASE anew")
    with closing(bare(source)) as old, closing(bare(part)) as new:
        if [row[0] for row in new.execute("PRAGMA integrity_check")] != ["ok"] or _content(old) != _content(new):
            raise sqlite3.DatabaseError("the copy differs from the book")
        if key is not None and new.execute("PRAGMA cipher_integrity_check").fetchone():
            raise sqlite3.DatabaseError("the copy is not signed")


def _content(connection: sqlite3.Connection) -> dict[str, str]:
    """Return a digest of every table's rows, and of the schema and its numbers."""
    said = {name: str(connection.execute(f"PRAGMA {name}").fetchone()) for name in ("application_id", "user_version")}
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1, 2")
    said["schema"] = repr(schema.fetchall())
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%'")
    for (name,) in names.fetchall():
        digest = hashlib.sha256()
        for row in connection.execute(f"SELECT * FROM {quoted(name)} NOT INDEXED"):  # noqa: S608 (quoted name)
            digest.update(repr(row).encode())
        said[f"table {name}"] = digest.hexdigest()
    return said


def _backups(book: Path, found: list[Path], key: Key | None, progress: Progress) -> tuple[int, list[Left]]:
    done, left = 0, []
    for number, path in enumerate(found, start=1):
        progress(number, len(found) + 1)
        try:
            done += _backup(book, path, key)
        except LockedError:
            left.append(Left(path, "locked"))
        except (sqlite3.DatabaseError, RepdeskError):
            left.append(Left(path, "damaged"))
        except OSError:
            left.append(Left(path, "unwritable"))
    return done, left


def _backup(book: Path, path: Path, key: Key | None) -> bool:
    """Write a backup anew, its note with it; False where it has the key already, or is no book's."""
    _tidy_one(path)
    if key_of(path) == key:
        return False
    look_into(path)  # tells what is no book before anything is written
    if _origin(path) != _origin(book):  # of another book in the same folder, whose name begins alike
        return False
    kept = noted(book, path)
    _one(path, key, kept=kept)
    return True


def _origin(path: Path) -> bytes:
    with closing(connect_file(path, "mode=ro&immutable=1")) as connection:
        return origin_of(connection)


def _tidy(book: Path) -> None:
    """Tidy up beside the book and beside every backup."""
    _tidy_one(book)
    for left in backups_folder(book).glob(recoding_path(Path("*.db")).name):
        if named_as_backup(book, left.stem):  # in the others of the folder another program may be at work
            _tidy_one(left.with_name(left.stem))


def _tidy_one(path: Path) -> None:
    """Take over the draft where the file was put in its place, and overwrite what else is left."""
    folder = recoding_path(path)
    if not folder.is_dir() or not path.exists():
        return
    part, told = folder / _PART, told_of(path)
    if told is not None and part.exists() and sha256(part) == told.sha256:
        part.replace(path)
        forget_seen(path)
    draft = folder / _DRAFT
    if draft.exists() and not (folder / _PART).exists():
        draft.replace(draft_path(path))
    for left in folder.iterdir():
        if not left.samefile(path):
            overwrite(left)
        left.unlink(missing_ok=True)
    shutil.rmtree(folder)
    sync_folder(path.parent)
