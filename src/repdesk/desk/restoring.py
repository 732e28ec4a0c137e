"""Restoring as the desk shows it: what would change first, then the act."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from repdesk.clock import Clock
from repdesk.desk.backing_up import BackupRow, row_of
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.connect import connect
from repdesk.store.restore import restore
from repdesk.store.shelf import ASIDE, Kept, Standing, shelf, standing
from repdesk.text import visible


@dataclass(frozen=True, slots=True)
class Restoring:
    """A restore that is to be agreed to: the backup, and the present book, None where that cannot be read."""

    book: Path
    kept: Kept
    now: Standing | None

    @property
    def backup(self) -> BackupRow:
        """Return the backup as a list shows it."""
        return row_of(self.kept)


def prepare(path: Path, which: str | None = None) -> Restoring:
    """Return what a restore of `which`, else of the latest sound backup, would change; nothing is written.

    `which` is the name of a backup, the beginning of one, or the path of a file.
    """
    book = path.expanduser().resolve()
    return Restoring(book, _chosen(book, which), present(book))


def carry_out(restoring: Restoring, clock: Clock) -> Path | None:
    """Put the backup in the book's place; return where the book that was there stands, None where none was."""
    return restore(restoring.book, restoring.kept, at=clock.stamp())


def present(book: Path) -> Standing | None:
    """Return what the book holds; None where there is none or it cannot be read."""
    if not book.is_file() or not book.stat().st_size:
        return None
    with suppress(RepdeskError, sqlite3.DatabaseError):
        connection = connect(book, read_only=True)
        try:
            return standing(connection)
        finally:
            connection.close()
    return None


def _chosen(book: Path, which: str | None) -> Kept:
    there = shelf(book)
    if which is None:
        sound = [one for one in there if one.sound and one.why != ASIDE]
        if not sound:
            raise RepdeskError(_("There is no backup of this book"), str(book))
        return sound[0]
    file = Path(which).expanduser()
    if file.is_file():
        file = file.resolve()
        on_shelf = [one for one in there if one.path.resolve() == file]
        return on_shelf[0] if on_shelf else Kept(file, Clock().stamp(), "", file.stat().st_size, "", _held(file))
    named = [one for one in there if one.name == which] or [
        one for one in there if one.name.startswith((which, f"{book.stem}-{which}"))
    ]
    if len(named) != 1:
        title = _("More than one backup begins so: %(name)s") if named else _("There is no backup %(name)s")
        raise RepdeskError(title % {"name": visible(which[:100])}, hint=_('"repdesk backups" names them.'))
    return named[0]


def _held(file: Path) -> Standing:
    from repdesk.store.shelf import look_into

    try:
        return look_into(file)
    except sqlite3.DatabaseError as error:
        raise RepdeskError(_("This file is not a repdesk book"), str(file)) from error
