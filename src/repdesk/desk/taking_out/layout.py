"""The columns of a file of customers: their headings, which an import knows again, and how many cells each has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from repdesk.desk import columns as desk_columns
from repdesk.desk.book import Book
from repdesk.desk.sheet import Sheet
from repdesk.errors import RepdeskError
from repdesk.exchange.headings import OURS, OWN, is_left_out, meaning_of
from repdesk.exchange.writing.grid import Column, Kind
from repdesk.i18n import N_, _
from repdesk.store.reading.taking_out import read_coins, read_most_numbers
from repdesk.text import visible

HEADINGS = {
    "name": N_("Company name"),
    "kp": N_("Contact"),
    "title": N_("Job title"),
    "email": N_("Email"),
    "people": N_("Other people"),
    "phone": N_("Phone"),
    "industry": N_("Industry"),
    "size": N_("Company size"),
    "region": N_("Region"),
    "address": N_("Address"),
    "stage": N_("Stage"),
    "intent": N_("Intent"),
    "contract_start": N_("Contract start"),
    "contract_end": N_("Contract end"),
    "contract_amount": N_("Contract amount"),
    "last_call": N_("Last contact"),
    "next_call": N_("Next call"),
    "need": N_("Need"),
    "rival": N_("Competitor"),
    "obstacle": N_("Obstacle"),
    "source": N_("Lead source"),
    "owner": N_("Owner"),
    "tags": N_("Tags"),
    "do_not_call": N_("Do not call"),
    "notes": N_("Notes"),
}
"""What an import knows again, in English and Chinese; a test holds the headings to that."""
_MORE = {
    "barred_numbers": N_("do-not-call numbers"),
    "bad_numbers": N_("wrong numbers"),
}
"""What no list shows and no import brings in."""
_KINDS: dict[str, Kind] = {"number": "number", "money": "number", "day": "date"}
_KINDS_MORE: dict[str, Kind] = {"contract_start": "date", "bad_numbers": "phone", "barred_numbers": "phone"}
_COMPUTED = ("grade", "value", "currency", "calls", "unanswered", "last_contact", "complete", "created")
_MOST_NUMBERS = 5
"""So many numbers of a customer have a column each; what goes beyond stands in the last."""
_AS_TEXT = frozenset({"stage", "intent"})


def everything(book: Book) -> tuple[str, ...]:
    """Return the columns, by name, that hold all an import brings in, and behind them what is reckoned from it."""
    own = [column.name for column in desk_columns.all_columns(book) if column.own]
    known = [name for name in HEADINGS if name != "notes"]
    return (*known, *own, "notes", *_COMPUTED, "bad_numbers", "barred_numbers")


def named_columns(book: Book, words: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that were typed, by name; RepdeskError names those there are."""
    return tuple(
        word if word in _MORE or word in HEADINGS else desk_columns.column_named(book, word).name
        for word in map(str.strip, words)
    )


class Layout:
    """The columns that a file of some customers has; what depends on them is looked up when it is asked for."""

    def __init__(self, sheet: Sheet, ids: Sequence[int], names: Iterable[str]) -> None:
        """Lay out columns of these names; RepdeskError for one that is not there."""
        self._sheet, self._ids = sheet, ids
        self.names = tuple(dict.fromkeys(names))
        self.known = {column.name: column for column in desk_columns.all_columns(sheet.book)}
        for name in self.names:
            if name not in {*self.known, *HEADINGS, *_MORE}:
                raise RepdeskError(_("No column is called %(word)s") % {"word": visible(name)})

    @cached_property
    def _numbers(self) -> int:
        return max(1, min(_MOST_NUMBERS, read_most_numbers(self._sheet.book.read(), self._ids)))

    @cached_property
    def _coins(self) -> frozenset[str]:
        return read_coins(self._sheet.book.read(), self._ids)

    @property
    def one_coin(self) -> bool:
        """Say whether all amounts are in one currency: then they are numbers under a heading that names it."""
        return len(self._coins) <= 1

    def width(self, name: str) -> int:
        """Return how many cells a column takes."""
        return self._numbers if name == "phone" else 1

    def columns(self) -> tuple[Column, ...]:
        """Return the columns in their order."""
        return tuple(column for name in self.names for column in self._columns(name))

    def _columns(self, name: str) -> Iterable[Column]:
        heading = self._heading(name)
        if name == "phone":
            yield Column(name, heading, "phone")
            yield from (Column(f"{name}_{n}", f"{heading} {n}", "phone") for n in range(2, self._numbers + 1))
        elif name == "contract_amount":
            coin = next(iter(self._coins), "") if self.one_coin else ""
            yield Column(name, f"{heading} ({coin})" if coin else heading, "number" if self.one_coin else "text")
        else:
            yield Column(name, heading, self._kind(name))

    def _kind(self, name: str) -> Kind:
        column = self.known.get(name)
        if column is None:
            return _KINDS_MORE.get(name, "text")
        return "text" if name in _AS_TEXT else _KINDS.get(column.kind, "text")

    def _heading(self, name: str) -> str:
        """Return the heading of a column: one that an import knows, or that tells it to leave the column alone."""
        if name in HEADINGS:
            return _(HEADINGS[name])
        column = self.known.get(name)
        if column is None:
            return f"{OURS} {_(_MORE[name])}"
        if not column.own:
            return f"{OURS} {column.title}"
        known = meaning_of(column.title, "accounts") is not None or is_left_out(column.title)
        return f"{column.title} {OWN}" if known else column.title
