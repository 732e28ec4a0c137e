"""What may be due, grades and stages, a line a customer."""

from __future__ import annotations

from datetime import date

from repdesk.desk.suggesting import Suggested
from repdesk.i18n import N_, _
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList


def _move(row: Suggested, _today: date) -> str:
    words = f"{row.move.before} {glyphs().to} {row.move.after}"
    return _("stage %(move)s") % {"move": words} if row.move.of_stage else words


class SuggestionList(RowList[Suggested]):
    """The customers for whom something is suggested; once answered a line goes, or says what stood behind it."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        super().__init__(
            [
                Column(N_("suggested"), _move, 11, 12),
                Column(N_("customer"), lambda row, _day: plain(row.name), 20, 34),
                Column(N_("why"), lambda row, _day: row.why, 30, 200),
            ],
            id=id,
        )


def answered(rows: tuple[Suggested, ...], row: Suggested, behind: Suggested | None) -> tuple[Suggested, ...]:
    """Return the rows once one was answered, with what stood `behind` it in its place."""
    at = rows.index(row)
    return (*rows[:at], *(() if behind is None else (behind,)), *rows[at + 1 :])
