"""The calls of a day in a list, and what is known of the one under the cursor."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from repdesk import keymap, wording
from repdesk.desk.schedule import SetCall
from repdesk.i18n import N_, _
from repdesk.rules.types import SetBy
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, fit, paragraph, plain, wrapped
from repdesk.widgets.row_list import Column, RowList
from repdesk.widgets.standing_words import short_stage, stage_words

_SET_BY: dict[SetBy, str] = {
    "rule": N_("rule"),
    "rep": N_("you"),
    "customer": N_("customer"),
    "import": N_("import"),
}


def _when(row: SetCall, day: date) -> str:
    """Return the time, or the day where it is not the one that is shown."""
    nxt = row.next_call
    if nxt.date != day:
        return wording.short_day(nxt.date)
    return wording.clock(nxt.time) if nxt.time else ""


def _promised(row: SetCall, _day: date) -> str:
    return glyphs().star if row.next_call.promised else ""


COLUMNS: tuple[Column[SetCall], ...] = (
    Column("", _promised, 1, 1),
    Column(N_("gr"), lambda row, _day: row.grade, 2, 2),
    Column(N_("customer"), lambda row, _day: plain(row.name), 18, 28),
    Column(N_("KP"), lambda row, _day: plain(row.kp), 7, 12, sacrifice=1),
    Column(N_("stage"), lambda row, _day: stage_words(row.stage, row.deal_stage, short_stage), 14, 16, sacrifice=2),
    Column(N_("what for"), lambda row, _day: paragraph(row.next_call.purpose), 7, 400, speaks=True),
    Column(N_("set by"), lambda row, _day: _(_SET_BY[row.next_call.set_by]), 8, 8, sacrifice=3),
    Column(N_("score"), lambda row, _day: str(row.score), 5, 5, sacrifice=4, align_right=True),
)


class DayCalls(RowList[SetCall], inherit_bindings=False):
    """The calls of a day, those that are `marked` with a sign; left and right are the schedule's own."""

    BINDINGS = keymap.bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--marked"}

    def __init__(self, marked: Collection[int] = ()) -> None:
        self._marked = marked
        super().__init__((Column(N_("when"), self._marked_when, 9, 9), *COLUMNS))

    def _marked_when(self, row: SetCall, day: date) -> str:
        mark = glyphs().marked if row.account_id in self._marked else ""
        return f"{fit(_when(row, day), 8)}{mark}"

    def style_of(self, row: SetCall) -> str:
        """Let the marked ones stand out."""
        return "marked" if row.account_id in self._marked else ""


class CallInHand(Widget):
    """The call under the cursor in a few lines: whose, when, what for, who set it."""

    _row: SetCall | None = None
    _today = date.min

    def show(self, row: SetCall | None, today: date) -> None:
        """Show this call, nothing where there is none."""
        self._row, self._today = row, today
        self.refresh()

    def render(self) -> Content:
        """Draw it."""
        if self._row is None:
            return Content("")
        row, width = self._row, self.size.width
        nxt = row.next_call
        by = _("set by: %(who)s") % {"who": _(_SET_BY[nxt.set_by])}
        grade = f"{row.grade} {wording.grade(row.grade)}"
        lines = [
            Content.styled(clip(plain(row.name), width), "bold"),
            Content(clip("  ".join(part for part in (plain(row.kp), grade) if part), width)),
            Content(clip(stage_words(row.stage, row.deal_stage), width)),
            Content.styled(clip(wording.next_call(nxt, self._today), width), "$warning" if nxt.promised else ""),
            *(Content(line) for line in wrapped(paragraph(nxt.purpose), width, 2)),
            Content.styled(clip(by, width), "$muted"),
        ]
        return Content("\n").join(lines)
