"""Customers who may be in the book twice: Enter holds a pair side by side, one key says that they are two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.merging.finding import PairList, PairRow, duplicate_pairs
from repdesk.desk.merging.sides import who_stays
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _, ngettext
from repdesk.progress import StoppedError
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.merging import MergeScreen, Settled, not_same
from repdesk.themes import sheet
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList

_COLUMNS: tuple[Column[PairRow], ...] = (
    Column("", lambda row, _day: f"{row.score:>3}", 3, 3),
    Column("", lambda row, _day: row.how_sure, 6, 6),
    Column(N_("customer"), lambda row, _day: plain(row.first_name), 18, 34),
    Column(N_("and"), lambda row, _day: plain(row.second_name), 18, 34),
    Column(N_("why"), lambda row, _day: row.why, 20, 400, sacrifice=1),
)


class PairRows(RowList[PairRow]):
    """The pairs, the likeliest first."""

    def key(self, row: PairRow) -> int:
        """Return one number for the two."""
        return row.first << 32 | row.second

    def style_of(self, row: PairRow) -> str:
        """Dim what is but a guess."""
        return "dimmed" if row.level == "maybe" else ""


class DuplicatesScreen(DeskScreen):
    """The pairs of the whole book; never merged by itself."""

    BINDINGS = keymap.bindings("duplicates")
    PLACE = "duplicates"
    TAB = "book"
    CSS_PATH = sheet("duplicates")

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._list = PairRows(_COLUMNS)
        self._whole = Static(id="whole")
        self._asked = 0  # how often the book was looked through: an earlier look gives up

    def body(self) -> ComposeResult:
        """Place the pairs over what speaks for the one under the cursor."""
        yield self._list
        yield self._whole

    def on_mount(self) -> None:
        """Begin to look through the book."""
        super().on_mount()
        self._list.show((), self.book.clock.today(), [_("looking through the book")])
        self.reload()

    def reload(self) -> None:
        """Look through the book again, in a thread: a large one takes seconds, and the list stays meanwhile."""
        self._asked += 1
        self.run_worker(partial(self._look, self._asked), thread=True, group="duplicates")

    def _look(self, asked: int) -> None:
        def heard(done: int, total: int) -> None:
            if asked != self._asked or not self.is_attached:
                raise StoppedError
            self.app.call_from_thread(self._working, done, total)

        try:
            with BOOK_IN_USE:
                found = duplicate_pairs(self.book, heard)
        except StoppedError:
            return
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, found)

    def _working(self, done: int, total: int) -> None:
        self.place_line.say(_("looking %(percent)d %%") % {"percent": 100 * done // total} if done < total else "")

    def _answer(self, asked: int, found: PairList) -> None:
        if asked == self._asked:
            self._show(list(found.rows), found.notes)

    def _show(self, rows: list[PairRow], notes: tuple[str, ...] = ()) -> None:
        none = [] if rows else [_("Nobody seems to be in the book twice.")]
        self._list.show(rows, self.book.clock.today(), [*none, *notes])
        n = len(rows)
        self.place_line.say(ngettext("%(n)d pair", "%(n)d pairs", n) % {"n": n} if n else "")
        self.on_row_list_moved()

    def on_row_list_moved(self) -> None:
        """Show the pair under the cursor in full: a narrow list cuts what speaks for it."""
        row = self._list.row
        if row is None:
            self._whole.update("")
            return
        names = f"{plain(row.first_name)} ({row.first})  =  {plain(row.second_name)} ({row.second})"
        self._whole.update(Content(f"{names}\n{row.why}"))

    def action_open(self) -> None:
        """Hold the pair under the cursor side by side."""
        row = self._list.row
        if row is None or not self.may_write():
            return
        try:
            keep, gone = who_stays(self.book, row.first, row.second)
        except RepdeskError as error:
            self.notice.refuse(error)
        else:
            self.app.push_screen(MergeScreen(self.book, self.keys, keep, gone), partial(self._settled, row))

    def action_apart(self) -> None:
        """Remember that the two under the cursor are not the same."""
        row = self._list.row
        if row is not None and self.may_write() and self.calmly(lambda: not_same(self.book, row.first, row.second)):
            self._without(lambda one: one == row)

    def _settled(self, row: PairRow, came: Settled | None) -> None:
        if came is not None:
            self._without(lambda one: one == row or came.gone in (one.first, one.second))
            self.show_done(came.done)

    def _without(self, over: Callable[[PairRow], bool]) -> None:
        """Take pairs off the list at once, before the book is looked through again."""
        self._show([row for row in self._list.rows if not over(row)])
