"""Two customers in two columns: what each has, and a sign at the side whose word counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repdesk.desk.merging.sides import SideRow, Sides
from repdesk.i18n import N_, _
from repdesk.rules.merging import Side
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import paragraph
from repdesk.widgets.row_list import Column, RowList


@dataclass(frozen=True, slots=True)
class SideLine:
    """A row with its place, which it is known by."""

    at: int
    row: SideRow


def _side(line: SideLine, side: Side) -> str:
    text = paragraph(line.row.keep if side == "keep" else line.row.gone)
    if line.row.taken is None:
        return f"  {text}"
    return f"{glyphs().full if line.row.taken == side else glyphs().empty} {text}"


def _keep(line: SideLine, _today: date) -> str:
    return _side(line, "keep")


def _gone(line: SideLine, _today: date) -> str:
    return _side(line, "gone")


class SideList(RowList[SideLine]):
    """The fields, and under them what is put together; where there is nothing to choose a row is dimmed."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("", lambda line, _day: paragraph(line.row.label), 12, 20),
                Column(N_("stays"), _keep, 28, 60),
                Column(N_("goes into it"), _gone, 28, 60),
            )
        )

    def show_sides(self, both: Sides, today: date) -> None:
        """Show two customers; the cursor stays on its row."""
        self.show([SideLine(at, row) for at, row in enumerate(both.rows)], today)

    def key(self, row: SideLine) -> int:
        """Return its place."""
        return row.at

    def style_of(self, row: SideLine) -> str:
        """Dim what is not chosen."""
        return "" if row.row.taken else "dimmed"


def afterwards(row: SideRow | None) -> str:
    """Return what stands in a row afterwards, unclipped; nothing where there is no row."""
    if row is None:
        return ""
    said = _("%(field)s afterwards: %(value)s")
    return said % {"field": paragraph(row.label), "value": paragraph(row.after) or "-"}
