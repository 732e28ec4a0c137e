"""Which row of a table holds its headings, and what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from repdesk.errors import RepdeskError
from repdesk.exchange.headings import KINDS, meaning_of
from repdesk.i18n import _, ngettext
from repdesk.text import visible

Row = tuple[str, ...]

WITHIN = 20
"""Titles and blank lines may stand above the headings: so many rows are looked at."""
_NEEDED = {"name", "phone"}
_SHOWN = 12
_LONGEST = 80  # signs of a heading; what is longer is data


class NoHeadingsError(RepdeskError):
    """No heading of a name or phone was found; `rows` are the first of the table, `likely` the number of one to try."""

    def __init__(self, rows: Sequence[Row]) -> None:
        filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:WITHIN]]
        self.rows = tuple(rows[:WITHIN])
        self.likely = filled.index(max(filled)) + 1 if filled else 1
        cells = rows[self.likely - 1] if rows else ()
        found = [visible(cell.strip())[:40] for cell in cells if cell.strip()][:_SHOWN]
        super().__init__(
            _("No heading was recognised for the customer's name or phone."),
            _("Row %(row)d holds: %(headings)s") % {"row": self.likely, "headings": ", ".join(found) or _("nothing")},
            _("Name a column Company or Phone (客户名称, 电话), or say which row holds the headings."),
        )


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table, and the number of the row they stand in, counted from 1; 0 where there is none."""

    row: int
    texts: Row


def known_in(row: Sequence[str]) -> int:
    """Return how many different fields the cells of a row name, 0 where none of them is a name or phone."""
    cells = [text for cell in row if (text := cell.strip()) and len(text) <= _LONGEST]
    fields = ({meaning_of(cell, kind) for cell in cells} - {None} for kind in KINDS)
    return max(len(found) if found & _NEEDED else 0 for found in fields)


def find_headings(rows: Sequence[Row]) -> Headings | None:
    """Return the row that names most fields, the first of equals; None where no row names a name or phone.

    Below the top a single field is no heading. A row that says more together with the one above it, which holds the
    headings of cells that were joined, takes those.
    """
    best, most = None, 0
    above: Row = ()
    for number, row in enumerate(rows[:WITHIN], start=1):
        known = known_in(row)
        joined = _joined(above, row)
        if known_in(joined) > max(known, most):
            best, most = Headings(number, joined), known_in(joined)
        elif known > most and (number == 1 or known > 1):
            best, most = Headings(number, row), known
        above = row
    return best


def headings_at(rows: Sequence[Row], number: int) -> Headings:
    """Return the headings of the row that was said to hold them; RepdeskError where the table ends above it."""
    if number == 0:
        return Headings(0, ())
    if not 1 <= number <= len(rows):
        count = ngettext("The table has %(n)d row.", "The table has %(n)d rows.", len(rows)) % {"n": len(rows)}
        raise RepdeskError(_("There is no such row."), count)
    row = rows[number - 1]
    joined = _joined(rows[number - 2], row) if number > 1 else row
    return Headings(number, joined if known_in(joined) > known_in(row) else row)


def unique(row: Row, width: int) -> Row:
    """Return a heading for each of `width` columns: an empty one is the column's letters, a second twin is numbered."""
    headings: dict[str, None] = {}
    for index in range(width):
        heading = " ".join(row[index].split()) if index < len(row) else ""
        heading = heading or _letters(index)
        twins = chain((heading,), (f"{heading} ({number})" for number in range(2, width + 1)))
        headings[next(one for one in twins if one not in headings)] = None
    return tuple(headings)


def _joined(above: Row, row: Row) -> Row:
    """Return a row that names two fields with its blanks filled from the one above, where that names others."""
    if sum(_names_a_field(cell) for cell in row) < 2:
        return row
    return tuple(
        over if not cell.strip() and _names_a_field(over) else cell
        for over, cell in zip_longest(above, row, fillvalue="")
    )


def _names_a_field(cell: str) -> bool:
    """Say whether a cell is a heading that is known."""
    text = cell.strip()
    return 0 < len(text) <= _LONGEST and any(meaning_of(text, kind) for kind in KINDS)


def _letters(index: int) -> str:
    """Return the letters over a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
