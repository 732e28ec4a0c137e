"""How full the coming working days are, a bar a day, what is overdue before them."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from repdesk import wording
from repdesk.desk.schedule import Day, Schedule
from repdesk.i18n import _
from repdesk.widgets import heat
from repdesk.widgets.bar_text import bar
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, fit

_LEAST = 11  # cells a day
_FIGURE = 4


class LoadStrip(Widget):
    """As many days as there is room for, the first one what is overdue; a click chooses one.

    Where something is tried, a day whose load it changes says both, what is and what would be.
    """

    class Chosen(Message):
        """A day was clicked; None is what is overdue."""

        def __init__(self, day: date | None) -> None:
            super().__init__()
            self.day = day

    def __init__(self, schedule: Schedule, chosen: date | None) -> None:
        super().__init__()
        self.show(schedule, chosen)

    def show(self, schedule: Schedule, chosen: date | None, before: Schedule | None = None) -> None:
        """Show this schedule, which was `before`, with the chosen day marked, where it is among them."""
        self._schedule, self._chosen, self._before = schedule, chosen, before or schedule
        self.refresh()

    @property
    def _count(self) -> int:
        return max(2, self.size.width // _LEAST)

    def render(self) -> Content:
        """Draw the days over their bars."""
        width = self.size.width // self._count
        days = self._schedule.coming(self._count - 1)
        was = self._before.coming(self._count - 1)
        loads = [self._load(day, before.load.calls, width) for day, before in zip(days, was, strict=True)]
        labels = [self._label(day, width) for day in (None, *(day.day for day in days))]
        return Content("\n").join([Content("").join(labels), Content("").join([self._overdue(width), *loads])])

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

    def _overdue(self, width: int) -> Content:
        calls = self._schedule.overdue.calls
        figure = _figure(calls, self._before.overdue.calls) + ("!" if calls else "")
        return Content.styled(fit(f" {figure}", width), "bold $warning" if calls else "$muted")

    def _load(self, day: Day, before: int, width: int) -> Content:
        """Draw a bar and its figure on the ground of its heat, a cell left free to the next day."""
        calls = day.load.calls
        figure = _figure(calls, before) + ("!" if day.over else "")
        room = max(0, width - 2 - max(_FIGURE, cells(figure) + 1))
        drawn = fit(bar(min(calls, day.quota), day.quota, room), room)
        told = fit(f"{drawn} {figure}", width - 2)
        return Content.assemble(" ", (told, heat.style(day)), " ")

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse."""
        days = [None, *(day.day for day in self._schedule.coming(self._count - 1))]
        at = event.x // (self.size.width // self._count)
        if 0 <= at < len(days):
            self.post_message(self.Chosen(days[at]))


def _figure(calls: int, before: int) -> str:
    return str(calls) if calls == before else f"{before}{glyphs().to}{calls}"
