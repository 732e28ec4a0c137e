"""How full the coming working days are, a bar a day, what is overdue before them."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from repdesk import wording
from repdesk.desk.schedule import Load, Schedule
from repdesk.i18n import _
from repdesk.widgets.bar_text import bar
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, fit

_LEAST = 11  # cells a day
_FIGURE = 4


class LoadStrip(Widget):
    """As many days as there is room for, the first one what is overdue; a click chooses one."""

    class Chosen(Message):
        """A day was clicked; None is what is overdue."""

        def __init__(self, day: date | None) -> None:
            super().__init__()
            self.day = day

    def __init__(self, schedule: Schedule, chosen: date | None) -> None:
        super().__init__()
        self.show(schedule, chosen)

    def show(self, schedule: Schedule, chosen: date | None) -> None:
        """Show this schedule with the chosen day marked, where it is among them."""
        self._schedule, self._chosen = schedule, chosen
        self.refresh()

    @property
    def _count(self) -> int:
        return max(2, self.size.width // _LEAST)

    def _days(self) -> list[tuple[date | None, Load]]:
        coming = [(day.day, day.load) for day in self._schedule.coming(self._count - 1)]
        return [(None, self._schedule.overdue), *coming]

    def render(self) -> Content:
        """Draw the days over their bars."""
        width = self.size.width // self._count
        days = self._days()
        return Content("\n").join(
            [
                Content("").join([self._label(day, width) for day, _load in days]),
                Content("").join([self._load(day, load, width) for day, load in days]),
            ]
        )

    def _label(self, day: date | None, width: int) -> Content:
        chosen = day == self._chosen
        if day is None:
            words = _("overdue")
        elif day == self._schedule.today:
            words = _("today")
        else:
            words = f"{wording.weekday(day)} {day.day}"
        mark = glyphs().cursor if chosen else " "
        return Content.styled(fit(mark + words, width), "bold $accent" if chosen else "$muted")

    def _load(self, day: date | None, load: Load, width: int) -> Content:
        quota = self._schedule.quota
        if day is None:
            sign = "!" if load.calls else ""
            return Content.styled(fit(f" {load.calls}{sign}", width), "bold $warning" if load.calls else "$muted")
        over = load.calls > quota
        figure = f"{load.calls}{'!' if over else ''}"
        room = max(0, width - 2 - max(_FIGURE, cells(figure)))
        drawn = fit(bar(min(load.calls, quota), quota, room), room)
        style = "bold $warning" if over else ""
        return Content.assemble(
            " ", (drawn, "$warning" if over else "$accent"), (fit(f" {figure}", width - room - 1), style)
        )

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse."""
        days = self._days()
        at = event.x // (self.size.width // self._count)
        if 0 <= at < len(days):
            self.post_message(self.Chosen(days[at][0]))
