"""A book set aside on the shelf as it is, damaged or not, before a restore or a repair.

It is no backup: it is taken only where it is asked for by name.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import create_file, create_folder, give_name, sync_file, sync_folder
from repdesk.store.backups.shelf import free_place
from repdesk.store.beside import backups_folder
from repdesk.store.connect import bare
from repdesk.store.store import Store


def put_aside(book: Path, at: str) -> Path | None:
    """Give the book, and what SQLite keeps beside it, a second name on the shelf; a copy where a disk has no links.

    Until the restore is decided it is the book itself: `tidy_restore` takes the name away where it never is. OSError.
    """
    if not book.exists():
        return None
    create_folder(backups_folder(book))
    aside = free_place(book, at, ending="-aside")
    made: list[Path] = []
    try:
        for ending in ("-wal", "-journal", ""):  # the book last: it is never there without its log
            file, other = book.with_name(book.name + ending), aside.with_name(aside.name + ending)
            if file.exists():
                made.append(other)
                try:
                    os.link(file, other)
                except OSError:
                    _copy(file, other, aside.with_name(f"{aside.name}.part{ending}"))
        sync_folder(aside.parent)
    except OSError:
        for other in made:
            with suppress(OSError):
                other.unlink(missing_ok=True)
        raise
    return aside


def _copy(file: Path, other: Path, part: Path) -> None:
    """Copy a file, whole and on the disk before it has its name; OSError."""
    try:
        part.unlink(missing_ok=True)
        create_file(part)
        shutil.copyfile(file, part)
        sync_file(part)
        give_name(part, other)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def set_aside(store: Store, *, at: str) -> Path:
    """Copy an open book page by page, with what is in its log; RepdeskError where it cannot be."""
    source = store.read()
    target = free_place(store.path, at, ending="-aside")
    part = target.with_name(target.name + ".part")
    try:
        create_folder(target.parent)
        part.unlink(missing_ok=True)
        create_file(part)
        with closing(bare(part, like=source)) as copy:
            source.backup(copy)
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    except (OSError, sqlite3.DatabaseError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise RepdeskError(
            _("The book could not be copied before the repair"),
            str(backups_folder(store.path)),
            _("Check the place and its free space. Nothing was changed."),
        ) from error
    return target
