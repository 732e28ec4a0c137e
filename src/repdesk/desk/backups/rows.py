"""Backups as lists show them: what each is, where it stands, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from repdesk import wording
from repdesk.clock import local
from repdesk.i18n import N_, _
from repdesk.store.backups.elsewhere import read_elsewhere
from repdesk.store.backups.order import before_set_back, in_order
from repdesk.store.backups.sealing import is_sealed
from repdesk.store.backups.shelf import Kept, shelf
from repdesk.store.beside import backups_folder

Why = Literal["rep", "open", "import", "bulk", "erase", "migration"]
WHYS: dict[str, str] = {
    "rep": N_("by hand"),
    "open": N_("by itself"),
    "import": N_("before an import"),
    "bulk": N_("before an edit of many"),
    "erase": N_("before an erasure"),
    "migration": N_("before a new version"),
    "aside": N_("set aside by a restore or a repair"),
}


Place = Literal["beside", "second"]
PLACES: dict[Place, str] = {"beside": N_("beside the book"), "second": N_("second folder")}


@dataclass(frozen=True, slots=True)
class Stands:
    """Where a backup stands: in which folder, encrypted or not, and whether it is as its note says."""

    place: Place
    path: Path
    encrypted: bool
    sound: bool


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup for a list: its name, when and why it was made, what it holds; `sound` is False for a doubtful one.

    `path`, `bytes` and `sound` are those of the copy that a restore takes; `copies` are all there are. `set_back` says
    that the clock was set back after it: one that is newer bears an earlier time.
    """

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
    copies: tuple[Stands, ...] = ()
    set_back: bool = False

    @property
    def encrypted(self) -> bool:
        """Say whether the copy that a restore takes asks for the passphrase of the backups."""
        return is_sealed(self.path)


def why_in_words(why: str) -> str:
    """Return why a backup was made; blank where that is not known."""
    return _(WHYS[why]) if why in WHYS else ""


def act_in_words(name: str) -> str:
    """Return the latest act that a book holds in words; blank where it holds none."""
    try:
        return wording.act(name) if name else ""
    except KeyError:  # an act that a newer repdesk knows
        return name


def places_in_words(row: BackupRow) -> str:
    """Return where a backup stands, and which copy is encrypted."""
    named = [_(PLACES[one.place]) + (f" ({_('encrypted')})" if one.encrypted else "") for one in row.copies]
    return ", ".join(named)


def backups(path: Path) -> list[BackupRow]:
    """Return the backups of the book at `path`, newest first; the book itself need not be readable.

    One that stands in both folders is one row.
    """
    book = path.expanduser().resolve()
    found: dict[str, list[Kept]] = {}
    there = everywhere(book)
    for one in there:
        found.setdefault(one.name, []).append(one)
    early = before_set_back(there)
    rows = [row_of(*copies, book=book) for copies in found.values()]
    return [replace(row, set_back=True) if row.path in early else row for row in rows]


def everywhere(book: Path) -> list[Kept]:
    """Return the backups beside the book and in the second folder, newest first, each copy by itself.

    A second folder may hold those of a book of the same name that lies elsewhere: what shares no past with those
    beside the book is left out.
    """
    second = read_elsewhere(book)
    there = shelf(book)
    if second.folder is not None and second.attached:
        own = {one.origin for one in there if one.origin} | {""}
        there += [one for one in shelf(book, second.folder) if one.origin in own or len(own) == 1]
    return in_order(there)


def row_of(one: Kept, *others: Kept, book: Path) -> BackupRow:
    """Return a backup as a list shows it, all its copies in one row."""
    all_ = (one, *others)
    best = next((copy for copy in all_ if copy.sound), one)
    holds = best.holds
    act_at = local(holds.act_at) if holds.act_at else None
    copies = tuple(Stands(_place(copy, book), copy.path, copy.sealed, copy.sound) for copy in all_)
    return BackupRow(
        best.name,
        best.path,
        local(best.at),
        best.why,
        holds.accounts,
        holds.calls,
        best.bytes,
        holds.act,
        act_at,
        best.sound,
        copies,
    )


def _place(one: Kept, book: Path) -> Place:
    return "beside" if one.path.parent == backups_folder(book) else "second"
