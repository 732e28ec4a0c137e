"""Text tables: records of cells between commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from repdesk.errors import RepdeskError
from repdesk.exchange.headings import field_of
from repdesk.i18n import _

Record = tuple[str, ...]

DELIMITERS = (",", ";", "\t", "|")
HEADING_WITHIN = 10
"""Titles and blank lines may stand above the headings: so many rows are looked at."""
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # a first line for the spreadsheet, which does not show it


def read_records(text: str) -> tuple[list[Record], str]:
    """Return all records of `text`, a blank line being an empty one, and their delimiter.

    Raises RepdeskError where a quote is not closed: at the end of the file, or where other text follows the next quote.
    """
    said = _SEPARATOR_LINE.match(text)
    if said is not None:
        text = text[said.end() :]
    delimiter = said[1] if said is not None and said[1] in DELIMITERS else _delimiter(text)
    return list(_records(text, delimiter)), delimiter


def _delimiter(text: str) -> str:
    """Return the delimiter under which the first rows hold most known headings, then most cells."""
    lines = list(islice(io.StringIO(text, newline=""), HEADING_WITHIN))

    def known(delimiter: str) -> tuple[int, int]:
        rows = [line.split(delimiter) for line in lines]
        fields = (sum(field_of(cell.strip()) is not None for cell in row) for row in rows)
        return max(fields, default=0), max(map(len, rows), default=0)

    return max(DELIMITERS, key=known)


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Yield the records, read strictly, so that a quote that swallows other rows is found out."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    row, read = 0, 0
    limit = csv.field_size_limit(len(text) + 1)
    try:
        while True:
            row += 1
            try:
                yield tuple(next(reader))
            except StopIteration:
                return
            except csv.Error:
                if reader.line_num - read > 1:
                    raise _open_quote(row) from None
                yield _loosely(lines.last, delimiter, row)
            read = reader.line_num
    finally:
        csv.field_size_limit(limit)


class _Lines:
    """The lines of a text with their endings, and the one handed out last."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.last = ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        return self.last


def _loosely(line: str, delimiter: str, row: int) -> Record:
    """Read a record of one line in which text follows a closing quote, such as "Green Valley" Ltd."""
    rows = list(csv.reader([line, "end"], delimiter=delimiter))
    if len(rows) != 2:
        raise _open_quote(row)
    return tuple(rows[0])


def _open_quote(row: int) -> RepdeskError:
    """Return the refusal of a file with a quote that is not closed where it should be."""
    return RepdeskError(
        _("A quote is not closed."),
        _("It was opened in row %(row)d; what follows it would be taken for one cell.") % {"row": row},
        _("Close the quote, or save the file from the spreadsheet once more."),
    )
