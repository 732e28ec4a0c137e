"""Which columns the book shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.columns import all_columns
from repdesk.desk.views import USUAL
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.screens.acts import Done
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Words
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList

STAYS = "name"
"""The column that cannot be hidden: a row says whose it is."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns to show, and what was done to keep them, None where nothing changed."""

    names: tuple[str, ...]
    done: Done | None


@dataclass(frozen=True, slots=True)
class _Line:
    key: int
    name: str
    title: str
    shown: bool


def _tick(row: _Line, _today: date) -> str:
    return "[x]" if row.shown else "[ ]"


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("", _tick, 3, 3),
    Column(N_("column"), lambda row, _day: row.title, 20, 60),
)


class _Lines(RowList[_Line]):
    def key(self, row: _Line) -> int:
        return row.key

    def style_of(self, row: _Line) -> str:
        return "" if row.shown else "dimmed"


class ColumnsScreen(Dialog[Chosen]):
    """Those that are shown stand above, in their order; dismissed with them once they are kept."""

    BINDINGS = [*keymap.bindings("columns")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, book: Book, keys: keymap.Keys, shown: Sequence[str], sort: str) -> None:
        """Choose among the columns of `book`, of which these are `shown`; the order `sort` is kept with them."""
        super().__init__()
        self._book, self._keys, self._sort = book, keys, sort
        self._titles = {column.name: plain(column.title) for column in all_columns(book)}
        self._numbers = {name: number for number, name in enumerate(self._titles)}
        self._shown = [name for name in shown if name in self._titles]
        self._list = _Lines(_COLUMNS)
        self._notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the list over its keys."""
        take = (self._keys.named("dialog.accept"), _("accept"), "accept")
        back = (self._keys.named("dialog.back"), _("back"), "leave")
        with Vertical(id="choosing"):
            yield Words(_("Columns of the book"), id="title")
            yield self._list
            yield self._notice
            yield KeyLine([take, *self._keys.footer("columns"), back])

    def on_mount(self) -> None:
        """Show them."""
        self._show()

    def _show(self) -> None:
        names = [*self._shown, *(name for name in self._titles if name not in self._shown)]
        rows = [_Line(self._numbers[name], name, self._titles[name], name in self._shown) for name in names]
        self._list.show(rows, self._book.clock.today())

    def action_show_or_hide(self) -> None:
        """Show the column under the cursor, or hide it; the cursor goes on."""
        row = self._list.row
        if row is None:
            return
        if row.name == STAYS:
            self._notice.say(_("The name stays: a row says whose it is."))
            return
        following = self._list.rows[min(self._list.rows.index(row) + 1, len(self._list.rows) - 1)]
        if row.shown:
            self._shown.remove(row.name)
        else:
            self._shown.append(row.name)
        self._show()
        self._list.go_to(following.key)

    def action_place(self, by: int) -> None:
        """Move the column under the cursor along the row."""
        row = self._list.row
        if row is not None and row.shown:
            at = self._shown.index(row.name)
            self._shown.insert(max(0, at + by), self._shown.pop(at))
            self._show()
            self._list.go_to(row.key)

    def action_usual(self) -> None:
        """Show the columns a rep begins with."""
        self._shown = list(USUAL)
        self._show()

    def on_row_list_chosen(self) -> None:
        """Show or hide the column clicked twice."""
        self.action_show_or_hide()

    def action_accept(self) -> None:
        """Take the columns, and keep them for the next time."""
        from repdesk.desk.views_writing import keep_columns

        names = tuple(self._shown)
        try:
            change = None if self._book.read_only else keep_columns(self._book, names, self._sort)
        except RepdeskError as error:
            self._notice.refuse(error)
            return
        self.dismiss(Chosen(names, None if change is None else Done(frozenset(), _("the columns are kept"))))
