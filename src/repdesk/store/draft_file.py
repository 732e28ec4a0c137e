"""The file beside a book that holds what is being typed: for the owner alone, whole or not there."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

_LARGEST = 1 << 20  # bytes; nobody types more, so a larger file is none of ours


def draft_path(book: Path) -> Path:
    """Return the draft file of a book, the same one by whatever link the book is reached."""
    book = book.resolve()
    return book.with_name(book.name + ".draft")


def write_draft(path: Path, data: object) -> None:
    """Put `data` in the place of what the file held, on the disk when this returns; OSError where that fails."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)  # left by a process that was killed
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=True)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def read_draft(path: Path) -> object:
    """Return what the file holds, None where there is none or it is no draft."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def drop_draft(path: Path) -> None:
    """Remove the file and what a kill left of the next one."""
    for gone in (path, path.with_name(path.name + ".part")):
        with suppress(OSError):
            gone.unlink(missing_ok=True)
