"""Backups as the desk makes them: by the rep, by itself while it is open, and before whatever changes much at once."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from repdesk.desk.backups.rows import Why
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.rules.thinning import kept
from repdesk.store.backups.backup import BackupInfo, backup
from repdesk.store.backups.elsewhere import read_elsewhere
from repdesk.store.backups.order import taken_at
from repdesk.store.backups.second_folder import Put, put_elsewhere
from repdesk.store.backups.shelf import Kept, Standing, discard, look_into, shelf, standing, sweep_parts, write_note
from repdesk.store.beside import backups_folder
from repdesk.store.journal import origin_of
from repdesk.text import visible

MANY = 100
"""An import of more rows than these has a backup made before it."""


def back_up(book: Book, target: Path | None = None, *, why: Why = "rep") -> BackupInfo:
    """Make a backup, and thin out the older ones where it went onto the shelf; one by hand is noted in the journal."""
    if target is None:
        for folder in (book.store.path.parent, backups_folder(book.store.path)):
            sweep_parts(book.store.path, folder)
    made = backup(book.store, target, at=book.clock.stamp(), why=why, noted=why == "rep")
    if target is None:
        thin(shelf(book.store.path), made.path, origin_of(book.read()).hex())
        if made.elsewhere is not None and not made.elsewhere.why:
            _thin_second(book, made.path)
    return made


def save_lost(book: Book) -> Path:
    """Keep, on the shelf, what an open book holds whose file is gone or replaced; return where. RepdeskError.

    It is for the thread that has read the book: no other one can reach the file any more.
    """
    return backup(book.store, at=book.clock.stamp(), noted=False).path


def _thin_second(book: Book, newest: Path) -> None:
    """Thin the second folder by the same rule; what is another book's there is left alone."""
    folder = read_elsewhere(book.store.path).folder
    origin = origin_of(book.read()).hex()
    if folder is not None:
        with suppress(OSError):
            sweep_parts(book.store.path, folder)
            thin(shelf(book.store.path, folder), newest, origin)


def backup_before(book: Book, what: Why) -> BackupInfo | None:
    """Make a backup before an act that changes much; None where there is nothing to keep, or a backup has it all."""
    return _where_changed(book, what)[0]


def backup_if_changed(book: Book) -> BackupInfo | None:
    """Make a backup where anything was done since the last one; for the app, in a thread. RepdeskError says why not.

    That the second folder cannot be reached is said so too, once: the backup beside the book is made all the same.
    """
    try:
        made, put = _where_changed(book, "open")
    except (OSError, sqlite3.DatabaseError) as error:
        hint = _('"repdesk check" tells whether the book is in order.')
        raise RepdeskError(_("The backup could not be made"), str(book.store.path.parent), hint) from error
    if put is not None and put.news:
        raise not_put(put)
    return made


def put_newest(book: Book) -> RepdeskError | None:
    """Put the present state of the book into the second folder; return why that cannot be, None where it went well."""
    _made, put = _where_changed(book, "rep")
    return not_put(put) if put is not None and put.why else None


def not_put(put: Put) -> RepdeskError:
    """Say why a backup is not in the second folder."""
    return RepdeskError(
        _("The backup is not in the second folder: %(why)s") % {"why": _(_WHY_NOT[put.why])},
        visible(str(put.path.parent)[:200]),
        _("The one beside the book is made."),
    )


_WHY_NOT = {
    "absent": N_("it is not there now"),
    "full": N_("there is no room"),
    "unsealed": N_('the package that encrypts is missing, "repdesk[age]"'),
    "closed": N_("the backup beside the book has another passphrase"),
    "changed": N_("the backup beside the book is damaged"),
    "locked": N_("it cannot be written to"),
}


def _where_changed(book: Book, why: Why) -> tuple[BackupInfo | None, Put | None]:
    now = standing(book.read())
    if not now.entry or (why != "erase" and not (now.accounts or now.calls)):
        return None, None
    kept_one = _keeps_all(book, now)
    if kept_one is None:
        made = back_up(book, why=why)
        return made, made.elsewhere
    put = put_elsewhere(book.store.path, kept_one)  # the disk of the second folder may have come back
    if put is not None and not put.why:
        _thin_second(book, kept_one.path)
    return None, put


def _keeps_all(book: Book, now: Standing) -> Kept | None:
    """Return the sound backup that holds all but the notes of backups that came after it, None where there is none."""
    later = "SELECT 1 FROM journal WHERE seq > ? AND NOT (kind = 'housekeeping' AND name = 'backup')"
    mine = "SELECT digest FROM journal WHERE seq = ?"
    for one in shelf(book.store.path):
        if not one.sound or one.holds.schema != now.schema:
            continue
        row = book.read().execute(mine, (one.holds.entry,)).fetchone()
        if row is not None and row[0].hex() == one.holds.digest:
            return one if book.read().execute(later, (one.holds.entry,)).fetchone() is None else None
    return None


def thin(there: list[Kept], newest: Path, origin: str) -> list[Path]:
    """Take off what the rule does not keep of a book's backups, reckoned from the one just made; return what went.

    The book is the one that began with the entry `origin`: what is another's stays, and takes no place. Those that
    are not sound are reckoned by themselves: they take no sound one's place. What has no note of repdesk's own is
    never taken off.
    """
    now = taken_at(newest)
    own = [one for one in map(_with_origin, there) if one.sha256 and one.origin == origin]
    gone: list[Path] = []
    if now is None or not origin:
        return gone
    for sound in (True, False):
        taken = {one.name: at for one in own if one.sound is sound and (at := taken_at(one.path))}
        stay = kept(taken, now)
        for one in own:
            if one.sound is sound and one.name not in stay and one.name != newest.stem:
                with suppress(OSError):  # the next time
                    discard(one)
                    gone.append(one.path)
    return gone


def _with_origin(one: Kept) -> Kept:
    """Return a backup with the origin of its book; that of an older repdesk is looked into once, for its note."""
    if one.origin or one.sealed or not one.sha256:
        return one
    with suppress(sqlite3.DatabaseError, OSError, RepdeskError):
        one = replace(one, holds=replace(one.holds, origin=look_into(one.path).origin))
        write_note(one)
    return one
