"""The book: all customers, filtered by what is typed, in any order and columns, marked to be edited together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.book_rows import BookRows
from repdesk.desk.columns import Column
from repdesk.desk.ordering import Order, in_order, read_order
from repdesk.desk.sheet import Sheet
from repdesk.desk.views import USUAL, View, columns_of, kept_view, listed
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.screens.acts import Done
from repdesk.screens.book.marks import Marks
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.filtering import FilteringScreen
from repdesk.themes import sheet
from repdesk.widgets.book_list import BookList
from repdesk.widgets.customer_list import TitleLine
from repdesk.widgets.glyphs import glyphs

if TYPE_CHECKING:
    from repdesk.desk.taking_out.whom import Whom
    from repdesk.screens.book.columns import Chosen

AT_ONCE = 5_000
"""A book of so many customers is put in order before the first paint; a larger one in a thread."""
SOON = 0.4  # seconds: who waits longer is told
_SELDOM = frozenset({"amend", "phone", "marks", "sort(1)"})


class BookScreen(FilteringScreen):
    """What is found stays in its order until the rep asks anew, whatever a call changes."""

    BINDINGS = keymap.bindings("book")
    PLACE = "book"
    CSS_PATH = sheet("book")

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, kept_view(book), name)
        self.marks = Marks()
        self._wanted = self.view  # what was asked for last; it is shown once it is found
        self._asked = self._answered = 0  # how often the book was asked: only the latest answer is shown
        self._sheet = Sheet(book)
        self._columns = columns_of(book, self.view.columns)
        self._kept = self.view.columns  # those the book keeps
        self._order = read_order(book, self.view.sort)
        self._head = TitleLine()
        self._list = BookList(self.marks.ids, self._sheet.currency)
        self._looking = len(self._sheet.accounts) > AT_ONCE
        ids = () if self._looking else listed(self._sheet, sort=self.view.sort)
        self._rows = BookRows(self._sheet, ids, self._columns)
        self._show()

    def footer(self) -> Iterator[tuple[str, str, str]]:
        """Leave out what is seldom wanted here: there is no room for all."""
        return (entry for entry in super().footer() if entry[2] not in _SELDOM)

    def head(self) -> Iterable[Widget]:
        """Say who is listed, and let a filter be typed."""
        yield self._head
        yield self.filter_line

    @property
    def rows(self) -> BookRows:
        """Return the rows of the list."""
        return self._rows

    @property
    def list_widget(self) -> BookList:
        """Return the list."""
        return self._list

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns that are shown."""
        return self._columns

    @property
    def sheet(self) -> Sheet:
        """Return what is on record as of now, read anew where the book has changed."""
        if self._sheet.entry != self.book.last_entry() or self._sheet.today != self.book.clock.today():
            self._sheet = Sheet(self.book)
        return self._sheet

    def whom_to_take_out(self) -> Whom:
        """Return all who are marked, else all who are listed, in their order and with the columns that are shown."""
        from repdesk.desk.taking_out.whom import Whom

        ids = in_order(self.sheet, self.marks.ids, self._order) if self.marks.ids else self.rows.ids
        return Whom(tuple(ids), self.view.name or self.view.query, tuple(column.name for column in self._columns))

    def on_mount(self) -> None:
        """Let a large book be put in order."""
        super().on_mount()
        if self._looking:
            self.look(self.view)

    def reload(self) -> None:
        """Show the customers as they are now, in the order they were found in; who came or went has all found anew."""
        known, sheet = len(self._sheet.accounts), self.sheet
        self._take_up_kept_columns()
        self._columns = columns_of(self.book, self.view.columns) or columns_of(self.book, USUAL)
        self._rows = BookRows(sheet, self._rows.ids, self._columns)
        self.marks.keep_to(sheet.accounts)
        self._show()
        if len(sheet.accounts) != known:
            self.look(self.view)

    def _take_up_kept_columns(self) -> None:
        """Show the columns that the book keeps where those were changed: here, elsewhere, or by an undo."""
        known, self._kept = self._kept, kept_view(self.book).columns
        if self._kept != known:
            self.view = self._wanted = replace(self.view, columns=self._kept)

    def _show(self) -> None:
        nobody = _("looking through the book") if self._looking else _("Nobody fits.")
        if not (self._looking or self._sheet.accounts):
            nobody = _("There is nobody in the book yet.")
        self._list.show_book(self._rows, self._columns, self._order, self.book.clock.today(), nobody)
        self._say_who()
        self.show_person()

    def _say_who(self) -> None:
        n = len(self.marks.ids)
        marked = ngettext("%(n)s marked", "%(n)s marked", n) % {"n": f"{n:,}"} if n else ""
        self._head.show("   ".join(filter(None, (self.counted(), self.view.query, self._sorted(), marked))))

    def counted(self) -> str:
        """Return how many of all customers are listed, and in which view."""
        n, of = len(self._rows), len(self._sheet.accounts)
        named = f"{self.view.name}: " if self.view.name else ""
        if n == of:
            return named + ngettext("%(n)s customer", "%(n)s customers", n) % {"n": f"{n:,}"}
        return named + _("%(n)s of %(of)s customers") % {"n": f"{n:,}", "of": f"{of:,}"}

    def _sorted(self) -> str:
        sign = glyphs().down if self._order.down else glyphs().up
        return _("by %(column)s %(sign)s") % {"column": self._order.column.title, "sign": sign}

    def look(self, view: View) -> None:
        """Find and sort in a thread, for a large book takes a moment; what was asked before is dropped."""
        self._asked, self._wanted = self._asked + 1, view
        columns = columns_of(self.book, view.columns) or self._columns
        self.run_worker(partial(self._find, self._asked, view, columns, self.sheet), thread=True, group="book")
        self.set_timer(SOON, partial(self._still_looking, self._asked))

    def _still_looking(self, asked: int) -> None:
        """Say that a large book is being looked through, where the answer is not there yet."""
        if asked == self._asked and asked != self._answered:
            self._head.show(_("looking through the book"))
            self.filter_line.hint.show(_("looking through the book"))

    def _find(self, asked: int, view: View, columns: tuple[Column, ...], sheet: Sheet) -> None:
        found: BookRows | RepdeskError
        with BOOK_IN_USE:
            if asked != self._asked:
                return
            try:
                found = BookRows(sheet, listed(sheet, view.query, view.sort), columns)
            except RepdeskError as error:
                found = error
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, view, found)

    def _answer(self, asked: int, view: View, found: BookRows | RepdeskError) -> None:
        if asked != self._asked:
            return
        self._answered = asked
        if isinstance(found, RepdeskError):
            self._say_who()
            self._wanted = self.view
            self.not_understood(found)
            return
        self._looking, other = False, view.query != self.view.query
        self.view, self._order = view, read_order(self.book, view.sort)
        self._columns = found.columns
        meanwhile = found.sheet is not self.sheet  # the book changed while it was looked through
        self._rows = BookRows(self.sheet, found.ids, found.columns) if meanwhile else found
        self._show()
        self._list.bring_into_view(self._rows.ids[0] if other and self._rows.ids else None)
        self.say_found()

    def action_anew(self) -> None:
        """Find and sort anew."""
        self._sheet = Sheet(self.book)
        self.look(self.view)

    def action_sort(self, step: int) -> None:
        """Sort by the column beside the one it is sorted by; where that is not shown, by the first or last."""
        names = [column.name for column in self._columns]
        by = read_order(self.book, self._wanted.sort).column.name
        at = names.index(by) + step if by in names else min(step, 0)
        self._sort_by(self._columns[at % len(names)])

    def _sort_by(self, column: Column) -> None:
        """Sort by a column: figures from the highest down."""
        self._sort(Order(column, column.kind in ("number", "money")))

    def _sort(self, order: Order) -> None:
        self.look(replace(self._wanted, sort=str(order)))

    def action_turn(self) -> None:
        """Turn the order round."""
        order = read_order(self.book, self._wanted.sort)
        self._sort(replace(order, down=not order.down))

    def on_book_list_heading_clicked(self, event: BookList.HeadingClicked) -> None:
        """Sort by the column that was clicked, the other way round where it is sorted by it."""
        event.stop()
        if event.name == self._order.column.name:
            self.action_turn()
        else:
            self._sort_by(next(column for column in self._columns if column.name == event.name))

    def action_columns(self) -> None:
        """Choose the columns."""
        from repdesk.screens.book.columns import ColumnsScreen

        screen = ColumnsScreen(self.book, self.keys, [column.name for column in self._columns], str(self._order))
        self.app.push_screen(screen, self._columns_chosen)

    def _columns_chosen(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            as_they_are = chosen.names == tuple(column.name for column in self._columns)
            self.view = self._wanted = replace(self.view, columns=chosen.names)
            self.reload()
            not_kept = self.book.read_only and not as_they_are
            said = _("Shown so until you leave: a read-only book keeps no columns.") if not_kept else ""
            self.show_done(chosen.done, said or _("The columns stay as they are."))

    def action_views(self) -> None:
        """Show the saved views, with how many each finds."""
        from repdesk.screens.book.views import ViewsScreen

        shown = replace(self.view, columns=tuple(column.name for column in self._columns))
        self.app.push_screen(ViewsScreen(self.book, self.keys, self.sheet, shown), self._view_chosen)

    def _view_chosen(self, view: View | None) -> None:
        if view is not None:
            self.look(view if view.columns else replace(view, columns=self.view.columns))

    def action_mark(self) -> None:
        """Mark the customer in hand, or no longer, and go one on."""
        if self.in_hand is not None:
            self.marks.turn(self.in_hand)
            self._list.action_down()
            self._marks_changed()

    def action_mark_along(self, step: int) -> None:
        """Mark the customer in hand and the one beside."""
        here = self.in_hand
        if step > 0:
            self._list.action_down()
        else:
            self._list.action_up()
        if here is not None and self.in_hand is not None:
            self.marks.along((here, self.in_hand))
            self._marks_changed()

    def action_marks(self) -> None:
        """Mark many at once."""
        from repdesk.screens.pick import PickScreen

        def picked(way: int | None) -> None:
            if way is not None:
                self.marks.take(way, self._rows.ids, self.in_hand)
                self._marks_changed()

        self.app.push_screen(PickScreen(_("Mark"), self.marks.ways(len(self._rows))), picked)

    def _marks_changed(self) -> None:
        self._list.redraw()
        self._say_who()

    def action_edit(self) -> None:
        """Edit all who are marked, else the one in hand."""
        from repdesk.screens.book.bulk import edit_many

        ids = tuple(sorted(self.marks.ids)) or tuple(filter(None, (self.in_hand,)))
        if not ids:
            self.notice.say(_("Nobody is listed here."))
        elif self.may_write():
            edit_many(self, self.book, self.keys, ids, self._edited)

    def _edited(self, done: Done | None) -> None:
        if done is not None:
            self.show_done(done)
