"""The line that says where the day stands."""

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


class DayLine(Widget):
    """Calls against the quota, conversations, priorities, coverage and reach, pace, last call."""

    def __init__(self, day: DayList, now: datetime) -> None:
        super().__init__()
        self.show(day, now)

    def show(self, day: DayList, now: datetime) -> None:
        """Show this state of the day."""
        self._list, self._now = day, now
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
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
