"""Backups as the desk makes them: by the rep, by itself while it is open, and before whatever changes much at once."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from repdesk.clock import local
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.rules.thinning import kept
from repdesk.store.backup import BackupInfo, backup
from repdesk.store.shelf import Kept, Standing, discard, shelf, standing, taken_at

MANY = 100
"""An import of more rows than these has a backup made before it."""

Why = Literal["rep", "open", "import", "bulk", "erase", "migration"]
WHYS: dict[str, str] = {
    "rep": N_("by hand"),
    "open": N_("by itself"),
    "import": N_("before an import"),
    "bulk": N_("before an edit of many"),
    "erase": N_("before an erasure"),
    "migration": N_("before a new version"),
    "aside": N_("set aside by a restore"),
}


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup for a list: its name, when and why it was made, what it holds; `sound` is False for a doubtful one."""

    name: str
    path: Path
    at: datetime
    why: str
    accounts: int
    calls: int
    bytes: int
    act: str
    act_at: datetime | None
    sound: bool


def why_in_words(why: str) -> str:
    """Return why a backup was made; blank where that is not known."""
    return _(WHYS[why]) if why in WHYS else ""


def backups(path: Path) -> list[BackupRow]:
    """Return the backups of the book at `path`, newest first; the book itself need not be readable."""
    return [row_of(one) for one in shelf(path.expanduser().resolve())]


def row_of(one: Kept) -> BackupRow:
    """Return a backup as a list shows it."""
    holds = one.holds
    act_at = local(holds.act_at) if holds.act_at else None
    return BackupRow(
        one.name, one.path, local(one.at), one.why, holds.accounts, holds.calls, one.bytes, holds.act, act_at, one.sound
    )


def back_up(book: Book, target: Path | None = None, *, why: Why = "rep") -> BackupInfo:
    """Make a backup, and thin out the older ones where it went onto the shelf; one by hand is noted in the journal."""
    made = backup(book.store, target, at=book.clock.stamp(), why=why, noted=why == "rep")
    if target is None:
        thin(book.store.path, made.path)
    return made


def backup_before(book: Book, what: Why) -> BackupInfo | None:
    """Make a backup before an act that changes much; None where there is nothing to keep, or a backup has it all."""
    return _where_changed(book, what)


def backup_if_changed(book: Book) -> BackupInfo | None:
    """Make a backup where anything was done since the last one; for the app, in a thread. RepdeskError says why not."""
    try:
        return _where_changed(book, "open")
    except (OSError, sqlite3.DatabaseError) as error:
        hint = _('"repdesk check" tells whether the book is in order.')
        raise RepdeskError(_("The backup could not be made"), str(book.store.path.parent), hint) from error


def _where_changed(book: Book, why: Why) -> BackupInfo | None:
    now = standing(book.read())
    if not now.entry or (why != "erase" and not (now.accounts or now.calls)):
        return None
    return None if _is_kept(book, now) else back_up(book, why=why)


def _is_kept(book: Book, now: Standing) -> bool:
    """Say whether a sound backup holds all but the notes of backups that came after it."""
    later = "SELECT 1 FROM journal WHERE seq > ? AND NOT (kind = 'housekeeping' AND name = 'backup')"
    mine = "SELECT digest FROM journal WHERE seq = ?"
    for one in shelf(book.store.path):
        if not one.sound or one.holds.schema != now.schema:
            continue
        row = book.read().execute(mine, (one.holds.entry,)).fetchone()
        if row is not None and row[0].hex() == one.holds.digest:
            return book.read().execute(later, (one.holds.entry,)).fetchone() is None
    return False


def thin(path: Path, newest: Path) -> list[Path]:
    """Take off the shelf what the rule does not keep, reckoned from the backup just made; return what went.

    Those that are not sound are reckoned by themselves: they take no sound one's place. What has no note of repdesk's
    own is never taken off.
    """
    now = taken_at(newest)
    standing_there = [one for one in shelf(path) if one.sha256]
    gone: list[Path] = []
    if now is None:
        return gone
    for sound in (True, False):
        taken = {one.name: at for one in standing_there if one.sound is sound and (at := taken_at(one.path))}
        stay = kept(taken, now)
        for one in standing_there:
            if one.sound is sound and one.name not in stay and one.path != newest:
                with suppress(OSError):  # the next time
                    discard(one)
                    gone.append(one.path)
    return gone
