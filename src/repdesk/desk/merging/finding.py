"""Pairs of customers that may be one, with what speaks for it in words."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.garbage import uncollected
from repdesk.i18n import N_, _
from repdesk.progress import Progress, silent
from repdesk.rules.duplicates import Entry, Level, Pair
from repdesk.rules.duplicates import duplicates as look
from repdesk.rules.types import Reason
from repdesk.store.reading.duplicates import read_apart, read_signs

LEVELS: dict[Level, str] = {"sure": N_("sure"), "likely": N_("likely"), "maybe": N_("maybe")}


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two customers that may be one, the lower number first."""

    first: int
    second: int
    first_name: str
    second_name: str
    score: int
    level: Level
    reasons: tuple[Reason, ...]

    @property
    def how_sure(self) -> str:
        """Return how likely it is, in a word."""
        return _(LEVELS[self.level])

    @property
    def why(self) -> str:
        """Return what speaks for it, in words."""
        return wording.reasons(self.reasons)


@dataclass(frozen=True, slots=True)
class PairList:
    """The pairs, the likeliest first; `notes` say what was left out."""

    rows: tuple[PairRow, ...]
    notes: tuple[str, ...]


def duplicate_pairs(book: Book, progress: Progress = silent) -> PairList:
    """Look through the whole book for customers that may be one; pairs said not to be are left out."""
    from rapidfuzz.distance import Indel

    def alike(one: str, other: str, least: float) -> float:
        return Indel.normalized_similarity(one, other, score_cutoff=least)

    conn = book.read()
    with uncollected():
        entries = [
            Entry(one.id, one.name, one.region, one.address, one.numbers, one.people) for one in read_signs(conn)
        ]
        found = look(entries, book.policy, alike, read_apart(conn), progress)
    names = {entry.id: entry.name for entry in entries}
    rows = tuple(_row(pair, names[pair.first], names[pair.second]) for pair in found.pairs)
    notes = []
    if found.more:
        notes.append(_("There are more: these are the likeliest."))
    if found.crowds:
        notes.append(_("Names that very many have in one place were not all compared."))
    return PairList(rows, tuple(notes))


def _row(pair: Pair, first: str, second: str) -> PairRow:
    return PairRow(pair.first, pair.second, first, second, pair.score, pair.level, pair.reasons)
