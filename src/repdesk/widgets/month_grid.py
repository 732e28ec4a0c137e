"""A month at a glance: how full each day is, which are off, and how many calls are promised."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from repdesk import keymap, wording
from repdesk.desk.schedule import Day, Schedule
from repdesk.i18n import _
from repdesk.widgets import heat
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import fit, right

_HEAD = 2  # lines: the month, the weekdays
_NARROW, _WIDE = 5, 7  # cells a day; a wide one has two lines
_WEEK = 7


def legend() -> list[str]:
    """Return what the signs of a month mean, in two lines."""
    signs = glyphs()
    return [
        _("%(signs)s load, ! over, then promised") % {"signs": signs.heat[1:]},
        _("%(bad)s off, PH holiday, + on, - short") % {"bad": signs.bad},
    ]


class MonthGrid(Widget):
    """The weeks of a month, Monday first; a click chooses a day. While calls are carried it has the keyboard."""

    BINDINGS = keymap.bindings("carrying")

    class Chosen(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Carried(Message):
        """Calls were carried by so many days, in working days and weeks, or months."""

        def __init__(self, days: int = 0, weeks: int = 0, months: int = 0) -> None:
            super().__init__()
            self.days, self.weeks, self.months = days, weeks, months

    class Dropped(Message):
        """They were dropped where they are, or put back."""

        def __init__(self, *, here: bool) -> None:
            super().__init__()
            self.here = here

    def __init__(self, schedule: Schedule, chosen: date | None) -> None:
        super().__init__()
        self.show(schedule, chosen)

    def show(self, schedule: Schedule, chosen: date | None, over: date | None = None) -> None:
        """Show the month that calls are carried `over`, else that of the chosen day, of today where none is."""
        self._schedule, self._chosen, self._over = schedule, chosen, over
        self._month = over or chosen or schedule.today
        self._weeks = schedule.weeks(self._month)
        self.refresh()

    @property
    def _wide(self) -> bool:
        return self.size.width >= _WEEK * _WIDE and self.size.height >= _HEAD + 2 * len(self._weeks)

    @property
    def _cell(self) -> tuple[int, int]:
        """Width and height of a day."""
        return (_WIDE, 2) if self._wide else (_NARROW, 1)

    def render(self) -> Content:
        """Draw the month, the weekdays and the weeks."""
        width, height = self._cell
        monday = date(2024, 1, 1)  # any will do: it stands for its weekday
        heads = [fit(f" {wording.weekday(monday.replace(day=1 + n))}", width) for n in range(_WEEK)]
        lines = [Content.styled(f" {wording.month(self._month)}", "bold"), Content.styled("".join(heads), "$muted")]
        for week in self._weeks:
            lines.append(Content("").join([self._first_line(day, width) for day in week]))
            if height > 1:
                lines.append(Content("").join([self._second_line(day, width) for day in week]))
        return Content("\n").join(lines)

    def _first_line(self, day: Day | None, width: int) -> Content:
        if day is None:
            return Content(" " * width)
        signs = self._signs(day)
        return Content.styled(f"{self._mark(day)}{day.day.day:2}{fit(signs, width - 3)}", self._style(day))

    def _second_line(self, day: Day | None, width: int) -> Content:
        if day is None or not day.load.calls:
            return Content.styled(" " * width, self._style(day) if day else "")
        promised = f"{glyphs().star}{day.load.promised}" if day.load.promised else ""
        figure = right(str(day.load.calls), 3)
        return Content.styled(fit(f"{figure}{promised}", width), self._style(day))

    def _mark(self, day: Day) -> str:
        if day.day == self._over:
            return glyphs().down
        if day.day == self._chosen:
            return glyphs().cursor
        if day.day == self._schedule.today:
            return glyphs().prompt
        if day.kind in ("make_up", "own_work"):
            return "+"
        return "-" if day.short else "?" if day.expected else " "

    def _signs(self, day: Day) -> str:
        """Return two cells: for a day off which one, else its heat and, in a narrow cell, how many are promised."""
        if day.kind == "holiday":
            return _("PH")
        if day.off:
            return glyphs().bad if day.kind == "own_off" else ""
        sign = heat.sign(day)
        if self._wide:
            return f" {sign}"
        return sign + (("+" if day.load.promised > 9 else str(day.load.promised)) if day.load.promised else "")

    def _style(self, day: Day) -> str:
        if day.day in (self._chosen, self._over):
            return "bold on $picked"
        if day.off:
            return "$muted"
        ground = heat.style(day)
        return f"bold {ground or '$accent'}" if day.day == self._schedule.today else ground

    def action_carry(self, days: int, weeks: int = 0, months: int = 0) -> None:
        """Carry the calls further."""
        self.post_message(self.Carried(days, weeks, months))

    def action_drop(self) -> None:
        """Drop the calls here."""
        self.post_message(self.Dropped(here=True))

    def action_put_back(self) -> None:
        """Put the calls back where they were."""
        self.post_message(self.Dropped(here=False))

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse."""
        width, height = self._cell
        week, weekday = (event.y - _HEAD) // height, event.x // width
        if event.y >= _HEAD and week < len(self._weeks) and weekday < _WEEK:
            day = self._weeks[week][weekday]
            if day is not None:
                self.post_message(self.Chosen(day.day))
