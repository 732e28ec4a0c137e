"""Tables without headings: that they have none, and what their columns are by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from repdesk.exchange.heading_row import Row
from repdesk.exchange.phones import Number, guess_region, parse_phones
from repdesk.exchange.table import Table

_LOOKED_AT = 200
"""Rows that show what a column holds."""
_MOST = 0.8
"""So large a part of what a column holds makes it what it is."""


def has_no_headings(rows: Sequence[Row], region: str | None) -> bool:
    """Say whether the first row is a customer already: it has a number where most of the others have one."""
    if not rows:
        return False
    region = _region(rows, region)
    return any(_numbers(rows[0][place], region) for place in _phones(rows, region) if place < len(rows[0]))


def columns_by_content(table: Table, region: str | None) -> Mapping[str, str]:
    """Return targets by heading for a table without headings: the numbers, and the first column of texts as the name.

    A table with headings has none of them.
    """
    if table.heading_row or table.format not in ("text", "workbook"):
        return {}
    rows = [cells for _number, cells in table.rows[:_LOOKED_AT]]
    headings = [one.heading for one in table.columns]
    found = {headings[place]: "phone" for place in _phones(rows, _region(rows, region))}
    for place, heading in enumerate(headings):
        if heading not in found and _mostly(any(map(str.isalpha, text)) for text in _texts(rows, place)):
            return found | {heading: "name"}
    return found


def _phones(rows: Sequence[Row], region: str | None) -> list[int]:
    """Return the places of the columns that hold numbers."""
    places = range(max(map(len, rows), default=0))
    return [place for place in places if _mostly(_numbers(text, region) for text in _texts(rows, place))]


def _region(rows: Sequence[Row], region: str | None) -> str | None:
    """Return where numbers without a country code are, as all cells show where it is not known."""
    return region or guess_region((), (cell for row in rows for cell in row))[0]


def _texts(rows: Sequence[Row], place: int) -> list[str]:
    return [text for row in rows if place < len(row) and (text := row[place].strip())]


def _numbers(text: str, region: str | None) -> bool:
    return any(isinstance(one, Number) for one in parse_phones(text, region))


def _mostly(held: Iterable[bool]) -> bool:
    answers = list(held)
    return bool(answers) and sum(answers) >= _MOST * len(answers)
