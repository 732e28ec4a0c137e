"""The file beside a book that holds what is being typed: for the owner alone, whole, and encrypted as the book is."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.store.driver import LockedError, connect_file, connect_with, forget_seen, key_of

if TYPE_CHECKING:
    from repdesk.store.encrypting.keys import Key

_LARGEST = 1 << 26  # bytes; nobody types more: a larger file is none of ours, and none is written


def draft_path(book: Path) -> Path:
    """Return the draft file of a book, the same one by whatever link the book is reached."""
    book = book.resolve()
    return book.with_name(book.name + ".draft")


def write_draft(path: Path, data: object) -> None:
    """Put `data` in the place of what the file held, on the disk when this returns; OSError where that fails.

    Beside an encrypted book it is encrypted with the book's key.
    """
    write_draft_under(key_of(path.with_name(path.name.removesuffix(".draft"))), path, data)


def write_draft_under(key: Key | None, path: Path, data: object) -> None:
    """Do the same with a key, None for a plain file."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)  # left by a process that was killed
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    text = json.dumps(data, ensure_ascii=True)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            if key is None:
                file.write(text)
            else:
                _encrypt(part, key, text)
            file.flush()
            os.fsync(file.fileno())
            _look_at_size(part)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _look_at_size(part: Path) -> None:
    if part.stat().st_size > _LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))


def _encrypt(path: Path, key: Key, text: str) -> None:
    """Put a text into an empty file; OSError."""
    try:
        with closing(connect_with(key, path)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("CREATE TABLE draft (text TEXT)")
            connection.execute("INSERT INTO draft VALUES (?)", (text,))
    except sqlite3.DatabaseError as error:
        raise OSError from error


def read_draft(path: Path) -> object:
    """Return what the file holds, None where there is none, it is no draft, or nobody knows its passphrase."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
        try:
            return json.loads(data)
        except ValueError:  # an encrypted one may begin with any sign, that of JSON too
            return json.loads(_decrypted(path)) if data else None
    except (OSError, ValueError):
        return None


def _decrypted(path: Path) -> str:
    forget_seen(path)
    try:
        with closing(connect_file(path, "mode=ro&immutable=1")) as connection:
            (text,) = connection.execute("SELECT text FROM draft").fetchone()
            return str(text)
    except (sqlite3.DatabaseError, LockedError) as error:
        raise ValueError from error


def drop_draft(path: Path) -> None:
    """Remove the file and what a kill left of the next one."""
    for gone in (path, path.with_name(path.name + ".part")):
        with suppress(OSError):
            gone.unlink(missing_ok=True)
