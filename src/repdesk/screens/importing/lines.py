"""A list of the wizard: lines of a few cells, the one under the cursor to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from repdesk.widgets.row_list import Column, RowList


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number; `warned` where something is wrong with it, `detail` what is said of it at the foot."""

    key: int
    cells: tuple[str, ...]
    warned: bool = False
    detail: str = ""


def columns(*widths: tuple[str, int, int]) -> list[Column[Line]]:
    """Return columns of heading, least and most cells; the last one speaks."""

    def cell(at: int) -> Column[Line]:
        heading, least, most = widths[at]
        speaks = at == len(widths) - 1
        return Column(heading, lambda line, _today: line.cells[at], least, most, speaks=speaks)

    return [cell(at) for at in range(len(widths))]


class Lines(RowList[Line]):
    """The lines of one page."""

    def put(self, lines: Sequence[Line], after: str = "") -> None:
        """Show these lines, or what is said where there are none."""
        self.show(lines, date.min, after=[] if lines or not after else [after])

    def key(self, row: Line) -> int:
        """Return the number of a line."""
        return row.key

    def speaking_style_of(self, row: Line) -> str:
        """Colour what is wrong."""
        return "warned" if row.warned else ""
