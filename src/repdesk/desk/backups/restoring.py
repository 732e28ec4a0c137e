"""Restoring as the desk shows it: what would change first, then the act."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from repdesk.clock import Clock, local
from repdesk.desk.backups.rows import BackupRow, act_in_words, everywhere, row_of
from repdesk.desk.backups.sealed import WrongPassphraseError, opened
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress, silent
from repdesk.store.backups.order import of_past
from repdesk.store.backups.restore import Restored as Restored
from repdesk.store.backups.restore import restore
from repdesk.store.backups.sealing import is_sealed
from repdesk.store.backups.shelf import ASIDE, Kept, Standing, look_into, standing, told_of
from repdesk.store.beside import backups_folder
from repdesk.store.connect import connect
from repdesk.store.driver import is_locked, unlock
from repdesk.store.encrypting.staying import locked, needs_passphrase, only_locked
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
        return row_of(self.kept, book=self.book)

    @property
    def needs_passphrase(self) -> bool:
        """Say whether the backup is encrypted, and its passphrase not known yet."""
        return self.kept.sealed or is_locked(self.kept.path)

    @property
    def needs_new_passphrase(self) -> bool:
        """Say whether the book was encrypted and cannot be read, and the backup is plain: a passphrase is to be set."""
        return self.now is None and needs_passphrase(self.book, self.kept.path)

    def refuse_locked(self) -> None:
        """RepdeskError where the book is whole as far as can be seen, and only its passphrase is not known."""
        if only_locked(self.book):
            raise locked(self.book)


@dataclass(frozen=True, slots=True)
class Holds:
    """What a book holds: customers and calls in force, the latest act in words and when it was."""

    accounts: int
    calls: int
    act: str
    act_at: datetime | None


def holds_now(path: Path) -> Holds | None:
    """Return what the book at `path` holds; None where there is none or it cannot be read."""
    now = present(path.expanduser().resolve())
    if now is None:
        return None
    return Holds(now.accounts, now.calls, act_in_words(now.act), local(now.act_at) if now.act_at else None)


def prepare(path: Path, which: str | None = None) -> Restoring:
    """Return what a restore of `which`, else of the latest sound backup, would change; nothing is written.

    `which` is the name of a backup, the beginning of one, or the path of a file.
    """
    book = path.expanduser().resolve()
    return Restoring(book, _chosen(book, which), present(book))


def carry_out(
    restoring: Restoring,
    clock: Clock,
    *,
    passphrase: str | None = None,
    new_passphrase: str = "",
    forgotten_passphrase: bool = False,
    progress: Progress = silent,
) -> Restored:
    """Put the backup in the book's place; a sealed one needs the passphrase. RepdeskError where nothing was changed.

    `new_passphrase` is for a book that must be encrypted; `forgotten_passphrase` gives up one that is only locked.
    """
    privates: list[str] = []
    if is_locked(restoring.kept.path) and not unlock(restoring.kept.path, passphrase or ""):
        raise WrongPassphraseError(_("That passphrase does not open it"), hint=_("Nothing was changed."))
    if restoring.kept.sealed:
        privates = opened(restoring.book, passphrase or "", beside=[restoring.kept.path.parent])
    return restore(
        restoring.book,
        restoring.kept,
        at=clock.stamp(),
        privates=privates,
        passphrase=new_passphrase,
        forgotten_passphrase=forgotten_passphrase,
        progress=progress,
    )


def said_of(restored: Restored) -> tuple[str, ...]:
    """Say where the book that was there is kept, and what could not be carried over."""
    said = []
    if restored.aside is not None:
        said.append(_("The book as it was is kept at %(path)s") % {"path": restored.aside})
    if restored.lost and restored.lost_since:
        when = f"{local(restored.lost_since):%Y-%m-%d %H:%M}"
        said.append(_("Do-not-call and forgetting since %(when)s could not be carried over.") % {"when": when})
    elif restored.lost:
        said.append(_("Do-not-call and forgetting since this backup could not be carried over."))
    return tuple(said)


def present(book: Path) -> Standing | None:
    """Return what the book holds; None where there is none or it cannot be read."""
    if not book.is_file() or not book.stat().st_size:
        return None
    with (
        suppress(RepdeskError, sqlite3.DatabaseError, UnicodeDecodeError),
        closing(connect(book, read_only=True)) as connection,
    ):
        return standing(connection)
    return None


def _chosen(book: Path, which: str | None) -> Kept:
    there = everywhere(book)
    if which is None:
        return _latest(book, there)
    file = Path(which).expanduser()
    if file.is_file():
        return _by_path(file.resolve(), there)
    named = [one for one in there if one.name == which] or [
        one for one in there if one.name.startswith((which, f"{book.stem}-{which}"))
    ]
    if len({one.name for one in named}) != 1:
        title = _("More than one backup begins so: %(name)s") if named else _("There is no backup %(name)s")
        raise RepdeskError(title % {"name": visible(which[:100])}, hint=_('"repdesk backups" names them.'))
    return next((one for one in named if one.sound), named[0])


def _latest(book: Path, there: list[Kept]) -> Kept:
    """Return the latest sound backup of the book that is there; of one that cannot be read, of what lies beside it."""
    now = present(book)
    sound = [one for one in there if one.sound and one.why != ASIDE]
    beside = (one.origin for one in sound if one.path.parent == backups_folder(book) and one.origin)
    own = list(of_past(sound, now.origin if now else next(beside, "")))
    if not own:
        hint = _('"repdesk backups" names what lies beside it.') if there else ""
        raise RepdeskError(_("There is no backup of this book"), str(book), hint)
    return own[0]


def _by_path(file: Path, there: list[Kept]) -> Kept:
    on_shelf = [one for one in there if one.path.resolve() == file]
    if on_shelf:
        return on_shelf[0]
    if is_sealed(file):
        told = told_of(file)
        return told or Kept(file, Clock().stamp(), "", file.stat().st_size, "", Standing())
    return Kept(file, Clock().stamp(), "", file.stat().st_size, "", _held(file))


def _held(file: Path) -> Standing:
    try:
        return look_into(file)
    except sqlite3.DatabaseError as error:
        raise RepdeskError(_("This file is not a repdesk book"), str(file)) from error
