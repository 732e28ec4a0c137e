"""What a file looks like before anything of it is written: what was found out, where its columns go, its first rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from repdesk.desk.importing.choices import Choices, Duplicates
from repdesk.desk.importing.custom import Custom
from repdesk.desk.importing.layout import Layout
from repdesk.desk.importing.report import ImportReport, Problem
from repdesk.exchange.dates import Order
from repdesk.exchange.heading_row import Row
from repdesk.exchange.headings import Kind
from repdesk.exchange.table import Table
from repdesk.store.reading.labels import FieldKind
from repdesk.text import visible

SHOWN_ROWS = 20
_SAMPLES = 3
_SAMPLED = 200  # rows that are looked at for samples


@dataclass(frozen=True, slots=True)
class LookedColumn:
    """A column: its heading, its target, what it holds; `custom_kind` where it fills a field of the rep's own."""

    heading: str
    target: str
    samples: tuple[str, ...]
    custom_kind: FieldKind | None
    new: bool
    """Whether that field is not in the book yet."""


@dataclass(frozen=True, slots=True)
class LookedRow:
    """One of the first rows: its number, its cells safe to show, what is wrong with a cell, by its place, or with all.

    `why` and `action` are of the row as a whole, both empty where nothing is to be said of it.
    """

    number: int
    cells: tuple[str, ...]
    wrong: dict[int, str]
    why: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it would be brought in: all of it can be chosen otherwise.

    `choices` are those that count, remembered ones among them; `table` gives format, encoding, delimiter, sheets and
    heading row.
    """

    table: Table
    choices: Choices
    kind: Kind
    date_order: Order
    currency: str
    region: str | None
    duplicates: Duplicates
    columns: tuple[LookedColumn, ...]
    rows: tuple[LookedRow, ...]
    report: ImportReport


def looked_columns(table: Table, layout: Layout, customs: dict[str, Custom]) -> tuple[LookedColumn, ...]:
    """Return the columns with some of what they hold."""
    found = []
    for place, column in enumerate(layout.columns):
        texts = (cells[place].strip() for _number, cells in table.rows[:_SAMPLED])
        samples = tuple(visible(text) for text in list(dict.fromkeys(filter(None, texts)))[:_SAMPLES])
        custom = customs.get(column.target)
        kind, new = (custom.kind, custom.id is None) if custom is not None else (None, False)
        found.append(LookedColumn(visible(column.heading), column.target, samples, kind, new))
    return tuple(found)


def looked_rows(table: Table, report: ImportReport) -> tuple[LookedRow, ...]:
    """Return the first rows with what is wrong with them."""
    shown: list[tuple[int, Row]] = table.rows[:SHOWN_ROWS]
    last = shown[-1][0] if shown else 0
    places = {visible(one.heading): place for place, one in enumerate(table.columns)}
    wrong: dict[int, dict[int, str]] = defaultdict(dict)
    whole: dict[int, tuple[str, str]] = {}
    for one in _till(report, last):
        if one.column in places:
            wrong[one.row].setdefault(places[one.column], one.problem)
        else:
            whole.setdefault(one.row, (one.problem, one.action))
    return tuple(
        LookedRow(number, tuple(map(visible, cells)), dict(wrong[number]), *whole.get(number, ("", "")))
        for number, cells in shown
    )


def _till(report: ImportReport, last: int) -> Iterable[Problem]:
    return (one for one in (*report.problems, *report.duplicates) if one.row <= last)
