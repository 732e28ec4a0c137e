"""The review: what a week or a month came to, by figure and by day, with the curves of its cycle."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.report import Period, Report, period_of, report
from repdesk.i18n import _
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.desk_screen import DeskScreen
from repdesk.themes import sheet
from repdesk.widgets.answer_chart import AnswerChart, Chart
from repdesk.widgets.bars import Bars, TextLine
from repdesk.widgets.curve import CurveChart
from repdesk.widgets.customer_list import TitleLine
from repdesk.widgets.report_curves import chart_of, heading, said_of
from repdesk.widgets.report_lines import ReportLines, report_lines
from repdesk.wording import reports as words

if TYPE_CHECKING:
    from repdesk.desk.taking_out.whom import Whom


class BehindScreen(AccountsScreen):
    """The customers behind a figure."""

    TAB = "review"


class ReviewScreen(DeskScreen):
    """One cursor over all figures and days: Enter opens who stands behind one as a list to walk and call."""

    BINDINGS = keymap.bindings("review")
    PLACE = "review"
    AUTO_FOCUS = "Bars"
    CSS_PATH = sheet("review")

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self.period = period_of(book, "week")
        self._runs = True  # whether it is the one that holds today
        self._head = TitleLine(words.period(self.period))
        self._bars, self._chart, self._said = Bars(), CurveChart(), Static(id="said")
        self._answers = AnswerChart()
        self._scroll = VerticalScroll(self._answers, id="answers")
        self._page = ""  # the class of the page that is turned to
        self._lines = ReportLines()
        self._asked = 0  # how often the book was looked through

    def body(self) -> ComposeResult:
        """Place the figures, and beside them the curves."""
        yield self._head
        with Horizontal(id="figures"):
            yield self._bars
            yield self._scroll
            with Vertical(id="side"):
                yield self._chart
                yield self._said

    def on_mount(self) -> None:
        """Begin to look back."""
        super().on_mount()
        self._bars.show([TextLine(_("looking back"))])
        self.reload()

    def reload(self) -> None:
        """Look back again, in a thread: a large book takes a moment, and shows until then what it showed.

        The week or month that ran goes on with the clock.
        """
        if self._runs:
            self.period = period_of(self.book, self.period.kind)
        self._asked += 1
        self.run_worker(partial(self._look, self._asked, self.period), thread=True, group="review")

    def _look(self, asked: int, period: Period) -> None:
        with BOOK_IN_USE:
            if asked != self._asked or not self.is_attached:
                return
            found = report(self.book, period)
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, found)

    def _answer(self, asked: int, found: Report) -> None:
        if asked != self._asked:
            return
        self._head.show(heading(found))
        self._lines = report_lines(found)
        self._bars.show(self._lines.lines)
        self._chart.show(chart_of(found))
        self._answers.show(Chart(found.answers, found.least))
        self._said.update(Content("\n").join(said_of(found)))

    def _show_period(self, period: Period) -> None:
        self.period, self._runs = period, self.book.clock.today() <= period.last
        self._head.show(words.period(period))
        self.reload()

    def action_period(self, step: int) -> None:
        """Go to the week or month before, or after; what lies ahead has nothing to look back on."""
        wanted = self.period.before if step < 0 else self.period.after
        if wanted.first > self.book.clock.today():
            self.notice.say(_("This is the latest one."))
        else:
            self._show_period(wanted)

    def action_span(self, kind: Literal["week", "month"]) -> None:
        """Show the week or the month that holds the last day shown so far."""
        if kind != self.period.kind:
            self._show_period(period_of(self.book, kind, min(self.period.last, self.book.clock.today())))

    def action_page(self) -> None:
        """Turn the page: the figures, the curves where they do not stand beside them, when calls were answered."""
        pages = ("", "-answers") if self.has_class("-wide") else ("", "-curves", "-answers")
        at = pages.index(self._page) if self._page in pages else 0
        self._page = pages[(at + 1) % len(pages)]
        for page in ("-curves", "-answers"):
            self.set_class(page == self._page, page)
        there = {"": self._bars, "-answers": self._scroll}.get(self._page)
        self.call_after_refresh(self.set_focus, there)  # what was hidden until now cannot take it yet

    def _behind(self) -> tuple[str, tuple[int, ...]]:
        return self._lines.behind.get(self._bars.cursor if self._bars.cursor is not None else -1, ("", ()))

    def whom_to_take_out(self) -> Whom:
        """Return the customers behind the line under the cursor."""
        from repdesk.desk.taking_out.whom import Whom

        title, ids = self._behind()
        return Whom(ids, title)

    def action_open(self) -> None:
        """Show the customers behind the line under the cursor, where it is seen."""
        title, ids = self._behind()
        if self._page:
            return
        if ids:
            self.app.push_screen(BehindScreen(self.book, self.keys, title, ids, self.book_name))
        else:
            self.notice.say(_("Nobody stands behind it."))

    def on_bars_chosen(self) -> None:
        """Open the line clicked twice."""
        self.action_open()
