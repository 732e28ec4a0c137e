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
from repdesk.private import create_file, create_folder, sync_file, sync_folder
from repdesk.store.backups.shelf import free_place
from repdesk.store.beside import backups_folder
from repdesk.store.connect import bare
from repdesk.store.store import Store


def put_aside(book: Path, at: str) -> Path | None:
    """Give the book, and what SQLite keeps beside it, a second name on the shelf; a copy where a disk has no links."""
    if not book.exists():
        return None
    create_folder(backups_folder(book))
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
            sync_file(other)
    sync_folder(aside.parent)
    return aside


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
