"""Forgetting a customer for good: out of the book, its journal, what is half typed, and every backup."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from repdesk.desk.backups.backing_up import backup_before
from repdesk.desk.backups.sealed import opened
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.progress import Progress, silent
from repdesk.store.backups.elsewhere import Elsewhere, read_elsewhere, write_elsewhere
from repdesk.store.backups.lasting import told_aside
from repdesk.store.backups.leftovers import restoring_path, tidy_restore
from repdesk.store.beside import backups_folder
from repdesk.store.draft_file import draft_path, drop_draft, read_draft, write_draft
from repdesk.store.erasing.erase_backups import Waiting, erase_backups, read_waiting, waiting_path, write_waiting
from repdesk.store.erasing.erasure import Forgotten, erase, read_forgotten, sweep
from repdesk.store.journal import origin_of
from repdesk.store.locks import write_lock
from repdesk.store.merges import family
from repdesk.store.reading.day import read_names
from repdesk.text import visible

_WHY = {
    "absent": N_("not there now"),
    "encrypted": N_("encrypted: it cannot be looked into without its passphrase"),
    "damaged": N_("damaged: delete it, or keep it knowing what is in it"),
    "locked": N_("it cannot be written to"),
}
_PATIENCE = 5.0  # seconds for a reader of another program to let the log go


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What an erasure came to: the book is swept, so many backups were written anew, and these still wait."""

    backups: int
    waiting: tuple[Waiting, ...]
    swept: bool

    @property
    def complete(self) -> bool:
        """Say whether nothing of the customer is left."""
        return self.swept and not self.waiting

    def lines(self) -> tuple[str, ...]:
        """Say what was done and what is left to do."""
        said = [
            _("Forgotten: nothing of this customer is in the book, its journal and %(n)d backups.")
            % {"n": self.backups}
        ]
        if not self.swept:
            said.append(_("Another program reads the book: its log is emptied when that has ended."))
        said += [
            _("still to do: %(file)s (%(why)s)") % {"file": one.path, "why": _(_WHY[one.why])} for one in self.waiting
        ]
        return tuple(said)


def name_to_type(book: Book, account_id: int) -> str:
    """Return the name that is to be typed before the customer is forgotten; RepdeskError where there is none."""
    names = read_names(book.read(), [account_id])
    if account_id not in names:
        raise RepdeskError(_("There is no account %(id)d in this book") % {"id": account_id})
    return names[account_id][0]


def forget(book: Book, account_id: int, *, progress: Progress = silent) -> Forgetting:
    """Forget a customer, and with it whoever was merged with it: they are one.

    RepdeskError where there is none or the book cannot be written to.
    This is no step of undo. Backups that cannot be reached now are named, kept in a file beside the book, and done by
    `finish` when they are there again.
    """
    name_to_type(book, account_id)
    backup_before(book, "erase")
    store, at = book.store, book.clock.stamp()
    created = "SELECT id, created_at FROM account WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    theirs = store.read().execute(created, (json.dumps(sorted(family(store.read(), [account_id]))),)).fetchall()
    write_waiting(store.path, read_waiting(store.path)[1], swept=False)  # found there after a kill: then all is swept
    asked = Forgotten(tuple((number, created_at, at) for number, created_at in theirs))
    _alone(book, lambda connection: erase(connection, asked, at=at, progress=progress))
    book.refresh()
    return finish(book, progress=progress)


def resume(book: Book) -> str:
    """Do what an erasure left to do and say what came of it; "" where nothing is new. For the app, in a thread."""
    if book.read_only or not still_to_do(book):
        return ""
    _swept_before, waited = read_waiting(book.store.path)
    done = finish(book)
    if done.complete:
        return _("A forgotten customer is now out of all backups too.")
    if done.backups or {one.path for one in done.waiting} != {one.path for one in waited}:
        return "\n".join(done.lines()[1:])
    return ""


def let_go(book: Book, place: Path) -> Forgetting:
    """Wait no more for a folder or file that is gone for good, such as a lost stick; RepdeskError where none waits."""
    path = book.store.path
    swept, awaited = read_waiting(path)
    left = [one for one in awaited if one.path != place and place not in one.path.parents]
    said = read_elsewhere(path)
    if len(left) == len(awaited):
        raise RepdeskError(_("Nothing waits there"), visible(str(place)[:200]))
    folder = None if said.folder == place else said.folder
    try:
        earlier = tuple(one for one in said.earlier if one != place)
        write_elsewhere(path, replace(said, folder=folder, earlier=earlier))
        write_waiting(path, left, swept=swept)
    except OSError as error:
        raise RepdeskError(
            _("Not forgotten"), str(error.filename or ""), _("Nothing was changed; try again.")
        ) from error
    return finish(book)


def still_to_do(book: Book) -> bool:
    """Say whether an erasure was cut short or waits for a backup."""
    return waiting_path(book.store.path).exists()


def stopped(book: Book, account_id: int | None) -> RepdeskError:
    """Say how far the erasure of a customer, or of what still waits, had come when it was stopped by hand."""
    if account_id is not None and account_id in read_names(book.read(), [account_id]):
        return RepdeskError(_("stopped"), _("The customer is in the book as before."))
    out = _("The customer is out of the book.") if account_id is not None else ""
    if not still_to_do(book):
        return RepdeskError(_("stopped"), out, _("Nothing is left to do."))
    left = _('The sweep and the backups are not all done: "repdesk forget" goes on with them.')
    return RepdeskError(_("stopped"), out, left)


def finish(book: Book, *, progress: Progress = silent, passphrase: str | None = None) -> Forgetting:
    """Do what is still to do of erasures: the book's file swept, drafts dropped, backups written anew.

    Sealed backups that have no twin on the shelf need the passphrase; without it they wait. RepdeskError where it is
    another one.
    """
    store = book.store
    elsewhere = read_elsewhere(store.path)
    privates = opened(store.path, passphrase) if passphrase is not None else ()
    _carry_over(book)
    forgotten = read_forgotten(store.read())
    swept, awaited = read_waiting(store.path)
    if not swept:
        _drop_drafts(store.path, frozenset(number for number, *_when in forgotten.accounts))
        swept = bool(_alone(book, _swept))
    awaited = [one for one in awaited if not one.path.name.startswith(restoring_path(store.path).name)]
    write_waiting(store.path, awaited, swept=swept, under_way=True)
    with write_lock(store.path):
        stuck = [Waiting(one, "locked") for one in tidy_restore(store.path)]
    done, waiting = erase_backups(
        store.path,
        forgotten,
        _folders(store.path, elsewhere, awaited),
        origin=origin_of(store.read()),
        at=book.clock.stamp(),
        progress=progress,
        awaited=[one.path for one in awaited],
        recipient=elsewhere.recipient,
        privates=privates,
    )
    waiting += stuck
    write_waiting(store.path, waiting, swept=swept)
    return Forgetting(done, tuple(waiting), swept)


def _carry_over(book: Book) -> None:
    """Forget whom a book set aside knows as forgotten: a restore over it could not read it, for it was locked."""
    store, at = book.store, book.clock.stamp()
    known, told = read_forgotten(store.read()), told_aside(store.path, origin_of(store.read()))
    here = {one[:2] for one in known.accounts}
    hashes = {one[0] for one in known.numbers}
    missing = Forgotten(
        tuple(one for one in told.accounts if one[:2] not in here),
        tuple(one for one in told.numbers if one[0] not in hashes),
    )
    if missing.accounts or missing.numbers:
        write_waiting(store.path, read_waiting(store.path)[1], swept=False)
        _alone(book, lambda connection: erase(connection, missing, at=at))
        book.refresh()


def _alone(book: Book, work: Callable[[sqlite3.Connection], bool]) -> bool:
    """Run on the connection that writes, with everybody else kept out."""
    door = book.store.door
    with door.alone(), write_lock(book.store.path):
        door.look_whether_replaced()
        try:
            return work(door.connection)
        except sqlite3.OperationalError as error:
            raise RepdeskError(
                _("Not forgotten"), _("The book did not take it."), _("Nothing was changed; try again.")
            ) from error


def _swept(connection: sqlite3.Connection) -> bool:
    until = time.monotonic() + _PATIENCE
    while not sweep(connection):
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def _folders(book: Path, elsewhere: Elsewhere, awaited: Iterable[Waiting]) -> list[Path]:
    """Return where backups stand or stood: beside the book, and in second folders, also those of before."""
    beside = [folder for folder in (backups_folder(book),) if folder.is_dir()]
    asked = [one.path.parent if one.path.suffix in (".db", ".age") else one.path for one in awaited]
    second = [folder for folder in (elsewhere.folder, *elsewhere.earlier) if folder is not None]
    return list(dict.fromkeys([*beside, *second, *asked]))


def _drop_drafts(book: Path, accounts: frozenset[int]) -> None:
    """Let go of what was half typed for them."""
    path = draft_path(book)
    data: Any = read_draft(path)
    rows = data.get("drafts") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        drop_draft(path)
        return
    left = [row for row in rows if not (isinstance(row, dict) and row.get("account_id") in accounts)]
    drop_draft(path)
    if left:
        write_draft(path, data | {"drafts": left})
