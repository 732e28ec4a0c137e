"""When calls are answered: the book by weekday and hour, and beside it the customer in hand."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap
from repdesk.desk.best_hours import when_answered
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.dialog import Dialog
from repdesk.widgets.answer_chart import AnswerChart
from repdesk.widgets.answer_words import chart_of, said_of
from repdesk.widgets.plain import clip, plain

_NAME = 40  # cells of a customer's name in the title


class BestHoursPage(Dialog[None]):
    """The chart, and what it says of the customer; a book that is not counted yet is, in a thread."""

    BINDINGS = keymap.bindings("anywhere")  # nothing is typed here, so the places can be gone to

    def __init__(self, book: Book, account_id: int | None) -> None:
        """Show `book`, and the account where one is in hand."""
        super().__init__()
        self._book, self._account_id = book, account_id
        self._chart = AnswerChart()
        self._said = Static(_("Counting…"), markup=False)
        if book.best_hours.true:
            self._show()
        else:
            self._chart.display = False

    def compose(self) -> ComposeResult:
        """Place title, chart and sentences."""
        with Vertical(id="page"):
            yield Static(Content.styled(_("When calls are answered"), "bold"), id="title")
            with VerticalScroll(id="lines"):
                yield self._chart
                yield self._said

    def on_mount(self) -> None:
        """Count in a thread where that is still due."""
        super().on_mount()
        if not self._book.best_hours.true:
            self.run_worker(self._count, thread=True, group="best hours")

    def _count(self) -> None:
        with BOOK_IN_USE:
            if not self.is_attached:
                return
            self._book.best_hours.count()
        self.app.call_from_thread(self._show)

    def _show(self) -> None:
        try:
            shown = when_answered(self._book, self._account_id)
        except RepdeskError:  # taken back by another program a moment ago
            shown = when_answered(self._book)
        self._chart.display = True
        self._chart.show(chart_of(shown))
        lines = [Content.styled(clip(plain(shown.customer.name), _NAME), "bold")] if shown.customer else []
        lines += [Content(plain(line)) for line in said_of(shown)]
        self._said.update(Content("\n").join([Content(""), *lines]) if lines else "")
