"""The two lines at the top: where one is and what time it is; where the day stands."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from repdesk import wording
from repdesk.desk.rows import DayList
from repdesk.i18n import _
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells

_BAR = (6, 40)  # cells: where fewer are left there is no bar


class HeadLine(Widget):
    """Place, date and time; calls against the quota, conversations, priorities, coverage and reach, pace, last call."""

    def __init__(self, day: DayList, now: datetime, name: str = "") -> None:
        """Show a day; `name` names the book where it is not the rep's own."""
        super().__init__()
        self._name = name
        self.show(day, now)

    def show(self, day: DayList, now: datetime) -> None:
        """Show this state of the day."""
        self._list, self._now = day, now
        self._minute = now.replace(second=0, microsecond=0)
        self.refresh()

    def tick(self, now: datetime) -> bool:
        """Let the clock go on; where a minute has passed draw again and say so."""
        self._now, minute = now, now.replace(second=0, microsecond=0)
        passed = minute != self._minute
        if passed:
            self._minute = minute
            self.refresh()
        return passed

    def render(self) -> Content:
        """Draw both lines."""
        return Content("\n").join([self._place(), self._day()])

    def _place(self) -> Content:
        name, place = f" repdesk{' · ' + self._name if self._name else ''}  ", "1 " + _("Today")
        if self._list.day != self._list.today:
            place += "  " + _("a day off: the list of %(day)s") % {"day": wording.day(self._list.day, self._list.today)}
        when = f"{wording.day(self._now.date())}  {wording.clock(self._now.time())} "
        gap = max(1, self.size.width - cells(name) - cells(place) - cells(when))
        return Content.assemble((name, "$muted"), (place, "bold $accent"), " " * gap, (when, "$muted"))

    def _day(self) -> Content:
        head = self._list.head
        counted = f"{head.calls}/{head.quota}"
        long, short = self._facts(short=False), self._facts(short=True)
        rest = self.size.width - cells(counted) - 3
        facts = next((f for f in (long, short) if cells(f) + _BAR[0] <= rest), short)
        bar = min(_BAR[1], rest - cells(facts))
        if bar < _BAR[0]:
            return Content.assemble(" ", (counted, "bold"), "  ", facts)
        done = min(bar, round(bar * head.calls / head.quota)) if head.quota else bar
        signs = glyphs()
        return Content.assemble(
            " ",
            (signs.done * done, "$accent"),
            (signs.left * (bar - done), "$muted"),
            " ",
            (counted, "bold"),
            facts,
        )

    def _facts(self, *, short: bool) -> str:
        head, cover = self._list.head, self._list.head.coverage
        left = {"star": glyphs().star, "n": head.priorities_left}
        pace = {"n": cover.needed_pace if cover.needed_pace is not None else "–"}
        facts = [
            _("spoke %(n)d") % {"n": head.conversations},
            (_("%(star)s %(n)d") if short else _("%(star)s left %(n)d")) % left,
            _("called %(share)d %%") % {"share": cover.called_percent},
            _("reached %(share)d %%") % {"share": cover.reached_percent},
            (_("needs %(n)s") if short else _("needs %(n)s a day")) % pace,
        ]
        if cover.reachable_percent < 100:
            facts.append(_("can reach %(share)d %%") % {"share": cover.reachable_percent})
        if head.last_call_at is not None:
            ago = wording.since(head.last_call_at, self._now)
            facts.append(ago if short else _("last %(ago)s") % {"ago": ago})
        gap = "  " if short else "   "
        return gap + gap.join(facts)
