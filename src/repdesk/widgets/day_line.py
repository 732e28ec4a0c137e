"""The line that says where the day stands, what it is for now, and how long the work besides calling has run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from repdesk import wording
from repdesk.desk.day.now import DayNow
from repdesk.desk.rows import DayList
from repdesk.i18n import _
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells
from repdesk.wording import day_blocks

_BAR = (6, 40)  # cells: where fewer are left there is no bar


class DayLine(Widget):
    """Calls against the quota, the block of the day or the clock that runs, conversations, pace, last call."""

    def __init__(self, day: DayList, now: datetime, state: DayNow) -> None:
        super().__init__()
        self.show(day, now, state)

    def show(self, day: DayList, now: datetime, state: DayNow) -> None:
        """Show this state of the day."""
        self._list, self._now, self._state = day, now, state
        self.refresh()

    def render(self) -> Content:
        """Draw the line: as much of it as there is room for."""
        head = self._list.head
        counted = f"{head.calls}/{head.quota}"
        room = self.size.width - cells(counted) - 2
        ways = list(self._ways())
        bar, block, facts = next((way for way in ways if way[0] + cells(way[1] + way[2]) <= room), ways[-1])
        if not bar:
            return Content.assemble(" ", (counted, "bold"), (block, "$accent"), facts)
        bar = min(_BAR[1], room - cells(block + facts) - 1)
        done = min(bar, round(bar * head.calls / head.quota)) if head.quota else bar
        signs = glyphs()
        drawn = [(signs.done * done, "$accent"), (signs.left * (bar - done), "$muted")]
        return Content.assemble(" ", *drawn, " ", (counted, "bold"), (block, "$accent"), facts)

    def _ways(self) -> Iterator[tuple[int, str, str]]:
        """Yield the least bar, the block and the facts, from the fullest way to say it to the shortest."""
        long, short = self._block(short=False), self._block(short=True)
        full, brief = list(self._facts(short=False)), list(self._facts(short=True))
        yield _BAR[0], long, _joined(full, 3)
        yield _BAR[0], short, _joined(full, 3)
        yield _BAR[0], short, _joined(brief, 2)
        for count in range(len(brief), 0, -1):
            yield 0, short, _joined(brief[:count], 2)

    def _block(self, *, short: bool) -> str:
        state = self._state
        if state.going_on is not None:
            return f"  {glyphs().cursor} {day_blocks.going_on(state.going_on)}"
        said = day_blocks.moment(state.moment, state.waiting, short=short)
        return f"  {said}" if said else ""

    def _facts(self, *, short: bool) -> Iterator[str]:
        """Yield the facts, those that may be left out last."""
        head, cover = self._list.head, self._list.head.coverage
        left = {"star": glyphs().star, "n": head.priorities_left}
        pace = {"n": cover.needed_pace if cover.needed_pace is not None else "–"}
        yield _("spoke %(n)d") % {"n": head.conversations}
        yield (_("%(star)s %(n)d") if short else _("%(star)s left %(n)d")) % left
        yield _("called %(share)d %%") % {"share": cover.called_percent}
        yield _("reached %(share)d %%") % {"share": cover.reached_percent}
        yield (_("needs %(n)s") if short else _("needs %(n)s a day")) % pace
        if cover.reachable_percent < 100:
            yield _("can reach %(share)d %%") % {"share": cover.reachable_percent}
        if head.last_call_at is not None:
            ago = wording.since(head.last_call_at, self._now)
            yield ago if short else _("last %(ago)s") % {"ago": ago}


def _joined(facts: list[str], gap: int) -> str:
    return "".join(" " * gap + fact for fact in facts)
