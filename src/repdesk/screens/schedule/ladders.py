"""The ladders: who is how late, whose contract ends when, who has a day to remember; each rung opens its customers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import groupby

from textual.app import ComposeResult

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.schedule.ladders import Ladders, ladders
from repdesk.i18n import _
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.desk_screen import DeskScreen
from repdesk.themes import sheet
from repdesk.widgets.bars import BarLine, Bars, Gap, Line, TextLine
from repdesk.wording import ladders as rungs

_LATE, _ENDS, _DAYS = 0, 100, 1_000  # where the keys of the lines begin; occasions follow by their days


class RungScreen(AccountsScreen):
    """The customers on a rung of a ladder."""

    TAB = "schedule"


class LaddersScreen(DeskScreen):
    """One cursor over all rungs: Enter opens the customers on one as a list to walk and call."""

    BINDINGS = keymap.bindings("ladders")
    PLACE = "ladders"
    TAB = "schedule"
    AUTO_FOCUS = "Bars"
    CSS_PATH = [sheet("funnel"), sheet("ladders")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._bars = Bars()
        self._behind: dict[int, tuple[str, tuple[int, ...]]] = {}  # title and accounts of each line
        self._asked = 0  # how often the book was looked through

    def body(self) -> ComposeResult:
        """Place the rungs."""
        yield self._bars

    def on_mount(self) -> None:
        """Begin to look through the book."""
        super().on_mount()
        self._bars.show([TextLine(_("looking through the book"))])
        self.reload()

    def reload(self) -> None:
        """Look through the book again, in a thread: a large one takes a moment; the cursor stays on its rung."""
        self._asked += 1
        self.run_worker(partial(self._look, self._asked), thread=True, group="ladders")

    def _look(self, asked: int) -> None:
        with BOOK_IN_USE:
            if asked != self._asked:
                return
            found = ladders(self.book)
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, found)

    def _answer(self, asked: int, found: Ladders) -> None:
        if asked == self._asked:
            self._behind = {}
            self._bars.show([*self._lines(found)])

    def _lines(self, found: Ladders) -> Iterator[Line]:
        yield TextLine(_("overdue, in working days"))
        most = max(len(rung.ids) for rung in found.overdue)
        for n, rung in enumerate(found.overdue):
            yield self._line(_LATE + n, rungs.late(rung.least, rung.most), rung.ids, most)
        yield Gap()
        yield TextLine(_("contracts that end"), (_("customers"), _("called on it"), ""))
        most = max(len(ending.ids) for ending in found.endings)
        for n, ending in enumerate(found.endings):
            label = rungs.ending(ending.least, ending.days)
            called = f"{len(ending.called):,}" if ending.ids else ""
            title = _("contract ends %(when)s, who is not called on it yet first") % {"when": label}
            ids = sorted(ending.ids, key=lambda number: number in ending.called)
            yield self._line(_ENDS + n, label, tuple(ids), most, called, title)
        yield Gap()
        yield from self._occasions(found)

    def _occasions(self, found: Ladders) -> Iterator[Line]:
        n = self.book.policy.schedule.occasion_days
        yield TextLine(_("birthdays and anniversaries of the next %(n)d days") % {"n": n})
        if not found.occasions:
            yield TextLine(_("none"))
        today = self.book.clock.today()
        by_day = {
            days: tuple(one.account_id for one in of) for days, of in groupby(found.occasions, lambda one: one.days)
        }
        most = max(map(len, by_day.values()), default=0)
        for days, ids in by_day.items():
            label = _("today") if not days else wording.day(today + timedelta(days=days), today)
            title = _("birthday or anniversary: %(day)s") % {"day": label}
            yield self._line(_DAYS + days, label, ids, most, title=title)

    def _line(
        self, key: int, label: str, ids: tuple[int, ...], most: int, called: str = "", title: str = ""
    ) -> BarLine:
        self._behind[key] = title or _("overdue: %(late)s") % {"late": label}, ids
        return BarLine(key, label, (f"{len(ids):,}", called, ""), len(ids), most)

    def action_open(self) -> None:
        """Show the customers on the rung under the cursor."""
        title, ids = self._behind.get(self._bars.cursor if self._bars.cursor is not None else -1, ("", ()))
        if ids:
            self.app.push_screen(RungScreen(self.book, self.keys, title, ids, self.book_name))
        else:
            self.notice.say(_("Nobody stands there."))

    def on_bars_chosen(self) -> None:
        """Open the rung clicked twice."""
        self.action_open()
