"""Text tables: records of cells between commas, semicolons, tabs, bars or any other sign."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from repdesk.errors import RepdeskError
from repdesk.exchange.delimiters import delimiter_of, said_delimiter
from repdesk.exchange.limits import COLUMNS, ROWS, UNPACKED, too_many_columns, too_many_rows
from repdesk.exchange.writing.harmless import unguarded
from repdesk.i18n import _
from repdesk.progress import Progress, Stopped, StoppedError, never, silent
from repdesk.text import visible

Record = tuple[str, ...]

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_STEP = 2_000  # records between two words on the progress


def read_records(
    text: str, delimiter: str | None = None, progress: Progress = silent, stopped: Stopped = never
) -> tuple[list[Record], str]:
    """Return all records of `text`, a blank line being an empty one, and their delimiter, found out where it is None.

    Raises RepdeskError where a quote is not closed: at the end of the file, or where other text follows the next quote;
    where the table is too large; and where `delimiter` is none; StoppedError where it was given up.
    """
    said, start = said_delimiter(text)
    delimiter = delimiter or said or delimiter_of(text)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise RepdeskError(
            _("This is no delimiter."), visible(delimiter), _("Name one sign, such as ; or |, or tab for a tabulator.")
        )
    records = []
    for record, end in _records(text, start, delimiter):
        if any(cell.startswith("'") for cell in record):  # what repdesk put before a formula in a file of its own
            record = tuple(map(unguarded, record))
        records.append(record)
        if len(records) % _STEP == 0:
            if stopped():
                raise StoppedError
            progress(end, len(text))
    return records, delimiter


def _records(text: str, start: int, delimiter: str) -> Iterator[tuple[Record, int]]:
    """Yield the records and where each ends, read strictly, so that a quote that swallows other rows is found out."""
    lines = _Lines(text, start)
    csv.field_size_limit(UNPACKED)  # the length of cells is looked at by the table, which names row and column
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    row, read = 0, 0
    while True:
        row += 1
        try:
            record = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error:
            if reader.line_num - read > 1:
                raise _open_quote(row) from None
            record = _loosely(lines.last, delimiter, row)
        if len(record) > COLUMNS:
            raise too_many_columns(row)
        if row > ROWS:
            raise too_many_rows()
        yield record, lines.end
        read = reader.line_num


class _Lines:
    """The lines of a text with their endings, the one handed out last, and where it ends."""

    def __init__(self, text: str, start: int) -> None:
        self._lines = _LINE.finditer(text, start)
        self.last = ""
        self.end = start

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        found = next(self._lines)
        self.last, self.end = found[0], found.end()
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
