"""How large a file may be that is brought in: a table that is larger is damaged, or made to harm."""

from __future__ import annotations

from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.text import visible

UNPACKED = 300_000_000
"""Bytes of a file, of a workbook once it is unpacked."""
ROWS = 1_000_000
COLUMNS = 512
CELL = 32_767
"""What a spreadsheet lets into one cell; a longer one is a damaged file, not a long note."""
_MEGABYTE = 1_000_000


def too_many_bytes() -> RepdeskError:
    """Return the refusal of a file that is too large, packed or not."""
    return RepdeskError(
        _("The file is too large."),
        _("It holds more than %(limit)d MB.") % {"limit": UNPACKED // _MEGABYTE},
        _("Divide it, and import one part after the other."),
    )


def too_many_rows() -> RepdeskError:
    """Return the refusal of a table with too many rows."""
    return RepdeskError(
        _("The file is too large."),
        ngettext("It has more than %(n)d row.", "It has more than %(n)d rows.", ROWS) % {"n": ROWS},
        _("Divide it, and import one part after the other."),
    )


def too_many_columns(row: int | None = None) -> RepdeskError:
    """Return the refusal of a table with too many columns; of rows, the first that has too many cells is named."""
    if row is None:
        said = _("It has more than %(limit)d columns.") % {"limit": COLUMNS}
    else:
        said = _("Row %(row)d has more than %(limit)d cells.") % {"row": row, "limit": COLUMNS}
    return RepdeskError(
        _("The table is too wide."), said, _("Take out the columns that are not needed, or choose another delimiter.")
    )


def too_long(row: int, heading: str, length: int) -> RepdeskError:
    """Return the refusal of a cell that no spreadsheet would hold."""
    return RepdeskError(
        _("A cell is too long."),
        _("Row %(row)d, column %(column)s holds %(length)d characters; a spreadsheet's cell ends at %(limit)d.")
        % {"row": row, "column": visible(heading), "length": length, "limit": CELL},
        _("Look for a quote that is not closed, or shorten the cell."),
    )
