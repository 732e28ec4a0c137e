"""Every column that a list of customers can have, by name: what it is headed, sorted and taken out by, and shown as."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal

from repdesk import wording
from repdesk.desk import cells
from repdesk.desk.book import Book
from repdesk.desk.cells import Value
from repdesk.desk.sheet import Read, Sheet
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.rules.standing import contract_status, grade
from repdesk.store.reading import columns as facts
from repdesk.store.reading.columns import Ids
from repdesk.store.reading.labels import CustomField, read_custom_fields
from repdesk.text import visible

Kind = Literal["text", "number", "money", "day", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; a cell is whatever `read` gives of an account, which is left out where nothing is on record.

    `value` is what a cell is sorted by and taken out as: text, a number, a day, money in whole units of its currency.
    `text` is what a reader is shown, who is told today.
    """

    name: str
    heading: str
    """In English, to be translated; of a field of the rep's own it is the rep's word."""
    kind: Kind
    read: Read
    value: Callable[[Any], Value] = cells.as_it_is
    text: Callable[[Any, date], str] = cells.as_text
    own: bool = False
    """It is a field of the rep's own."""
    nothing_is_most: bool = False
    """Who has nothing on record stands beyond the highest value: never called is untouched for longest."""

    @property
    def title(self) -> str:
        """Return the heading in the rep's language."""
        return self.heading if self.own else _(self.heading)

    def cells(self, sheet: Sheet, ids: Ids = None) -> Mapping[int, Any]:
        """Return the cells by account, of at least the accounts asked for."""
        return sheet.read(self.read, ids)

    def shown(self, cell: Any, today: date) -> str:
        """Return the text of a cell, empty for None."""
        return "" if cell is None else self.text(cell, today)


def _plain(name: str, heading: str) -> Column:
    return Column(name, heading, "text", cells.stored(facts.read_plain, name))


COLUMNS: tuple[Column, ...] = (
    Column("id", N_("no."), "number", cells.known(lambda one, _sheet: one.id)),
    _plain("name", N_("customer")),
    Column(
        "grade", N_("grade"), "text", cells.known(lambda one, sheet: grade(one, sheet.today, sheet.book.policy).grade)
    ),
    Column("stage", N_("stage"), "number", cells.known(cells.stands), lambda cell: cell.stage, cells.stage_text),
    Column(
        "intent",
        N_("intent"),
        "number",
        cells.known(lambda one, _sheet: one.intent),
        text=lambda cell, _today: f"{cell} {wording.intent(cell)}",
    ),
    Column("kp", N_("KP"), "text", cells.kp),
    Column("phone", N_("phone"), "text", cells.dial, lambda cell: "" if cell.barred else cell.e164, cells.dial_text),
    _plain("industry", N_("industry")),
    _plain("size", N_("size")),
    _plain("region", N_("region")),
    _plain("address", N_("address")),
    Column(
        "next_call",
        N_("next call"),
        "day",
        cells.known(lambda one, _sheet: one.next_call),
        lambda cell: cell.date,
        wording.next_call,
    ),
    Column("last_call", N_("last call"), "day", cells.known(lambda one, _sheet: one.last_call), text=cells.as_day),
    Column(
        "last_contact",
        N_("last spoke"),
        "day",
        cells.known(lambda one, _sheet: one.last_conversation),
        text=cells.as_day,
    ),
    Column("untouched", N_("days untouched"), "number", cells.known(cells.untouched), nothing_is_most=True),
    Column("calls", N_("calls"), "number", cells.stored(facts.read_call_counts)),
    Column("unanswered", N_("unanswered"), "number", cells.known(lambda one, _sheet: one.unanswered or None)),
    Column("score", N_("score"), "number", cells.known(lambda one, sheet: sheet.scorer.score(one))),
    Column("value", N_("value"), "money", cells.amounts, lambda cell: cell.units, cells.worth),
    Column("currency", N_("currency"), "text", cells.currencies),
    Column(
        "contract_end", N_("contract ends"), "day", cells.known(lambda one, _sheet: one.contract_end), text=cells.as_day
    ),
    Column(
        "contract",
        N_("contract"),
        "text",
        cells.known(lambda one, sheet: contract_status(one, sheet.today)),
        text=lambda cell, _today: wording.contract_status(cell),
    ),
    Column(
        "source",
        N_("source"),
        "text",
        cells.stored(facts.read_sources),
        lambda cell: cells.source_text(cell, date.min),
        cells.source_text,
    ),
    Column("tags", N_("tags"), "text", cells.TAGS, cells.joined, cells.joined),
    _plain("owner", N_("owner")),
    Column(
        "complete",
        N_("complete"),
        "number",
        cells.COMPLETE,
        lambda cell: cell.points,
        lambda cell, _t: f"{cell.points} %",
    ),
    Column(
        "missing",
        N_("missing"),
        "text",
        cells.COMPLETE,
        lambda cell: cells.missing_text(cell.missing, date.min),
        lambda cell, today: cells.missing_text(cell.missing, today),
    ),
    Column("created", N_("in the book since"), "day", cells.created, text=cells.as_day),
    _plain("need", N_("need")),
    _plain("rival", N_("rival")),
    _plain("obstacle", N_("obstacle")),
    _plain("notes", N_("notes")),
    Column("do_not_call", N_("do not call"), "flag", cells.known(lambda one, _sheet: one.do_not_call), text=cells.yes),
    Column("today", N_("on today's list"), "flag", cells.listed, text=cells.yes),
)
"""Those of every book, in the order they are offered."""


def _custom(field: CustomField) -> Column:
    kinds: dict[str, Kind] = {"number": "number", "date": "day"}
    return Column(
        f"field:{field.id}",
        field.name,
        kinds.get(field.kind, "text"),
        partial(cells.custom_cells, field.id, field.kind),
        text=cells.as_day if field.kind == "date" else cells.as_text,
        own=True,
    )


def all_columns(book: Book) -> tuple[Column, ...]:
    """Return the columns a list of this book can have: those of every book, then its own fields."""
    return (*COLUMNS, *map(_custom, read_custom_fields(book.read())))


def column_named(book: Book, text: str) -> Column:
    """Return the column of this name, heading or field of the rep's own; RepdeskError names those there are."""
    wanted = _folded(text)
    known = all_columns(book)
    named = [one for one in known if _folded(one.name) == wanted]
    named += [one for one in known if wanted in (_folded(one.heading), _folded(one.title))]
    if named:
        return named[0]
    said = ", ".join(one.heading if one.own else one.name for one in known)
    raise RepdeskError(
        _("No column is called %(word)s") % {"word": visible(text)}, hint=_("Known: %(names)s") % {"names": said}
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def value_rows(
    sheet: Sheet, columns: Sequence[Column], ids: Sequence[int], at_once: int = 1_000
) -> Iterator[list[Value | None]]:
    """Yield the values of each account in this order, None where nothing is on record; read so many at a time."""
    for start in range(0, len(ids), at_once):
        some = ids[start : start + at_once]
        read = [(column, column.cells(sheet, some)) for column in columns]
        for number in some:
            cells = ((column, found.get(number)) for column, found in read)
            yield [None if cell is None else column.value(cell) for column, cell in cells]
