"""The saved views and those that are offered, each with how many customers it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.sheet import Sheet
from repdesk.desk.views import View, counted, offered_views, saved_views
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.screens.acts import Done
from repdesk.screens.ask import AskScreen
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.dialog import Dialog
from repdesk.screens.framed import way_back
from repdesk.widgets.fields import Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList

_DIGITS = "123456789"


@dataclass(frozen=True, slots=True)
class _Line:
    key: int
    view: View
    count: str


def _digit(row: _Line, _today: date) -> str:
    return _DIGITS[row.key] if row.key < len(_DIGITS) else ""


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("", _digit, 1, 1),
    Column(N_("view"), lambda row, _day: plain(row.view.name), 24, 40),
    Column(N_("finds"), lambda row, _day: row.count, 8, 8, align_right=True),
    Column(N_("filter"), lambda row, _day: plain(row.view.query), 20, 200, sacrifice=1),
    Column("", lambda row, _day: "" if row.view.id else _("offered"), 8, 8),
)


class _Lines(RowList[_Line]):
    def key(self, row: _Line) -> int:
        return row.key

    def style_of(self, row: _Line) -> str:
        return "" if row.view.id else "dimmed"


class ViewsScreen(Dialog[View]):
    """Dismissed with the view to open."""

    BINDINGS = [*keymap.bindings("views")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, book: Book, keys: keymap.Keys, sheet: Sheet, shown: View) -> None:
        """Count in `sheet`; `shown` is what would be saved."""
        super().__init__()
        self._book, self._keys, self._sheet, self._shown = book, keys, sheet, shown
        self._counts: dict[str, str] = {}
        self._views: tuple[View, ...] = ()
        self._list = _Lines(_COLUMNS)
        self.notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the list over its keys."""
        take = (self._keys.named("dialog.accept"), _("open"), "accept")
        back = (self._keys.named("dialog.back"), _("back"), "leave")
        with Vertical(id="viewing"):
            yield Words(_("Views"), id="title")
            yield self._list
            yield self.notice
            yield KeyLine([take, *self._keys.footer("views"), back])

    def on_mount(self) -> None:
        """Show the views, and begin to count."""
        self._show_anew()

    def _count(self) -> None:
        for view in self._views:
            if view.query in self._counts:
                continue
            with BOOK_IN_USE:
                n = counted(self._sheet, view)
            if not self.is_attached:
                return
            self._counts[view.query] = glyphs().bad if n is None else f"{n:,}"
            self.app.call_from_thread(self._show)

    def _show_anew(self) -> None:
        self._views = (*saved_views(self._book), *offered_views(self._book))
        self._show()
        self.run_worker(self._count, thread=True, group="views")

    def _show(self) -> None:
        rows = [_Line(at, view, self._counts.get(view.query, "")) for at, view in enumerate(self._views)]
        self._list.show(rows, self._book.clock.today())

    def on_key(self, event: events.Key) -> None:
        """Open a view by its digit, full-width or not."""
        sign = event.character or ""
        sign = chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign
        at = _DIGITS.find(sign) if sign else -1
        if 0 <= at < len(self._views):
            event.stop()
            self.dismiss(self._views[at])

    def on_row_list_chosen(self) -> None:
        """Open the view clicked twice."""
        self.action_accept()

    def action_accept(self) -> None:
        """Open the view under the cursor."""
        if self._list.row is not None:
            self.dismiss(self._list.row.view)

    def action_save(self) -> None:
        """Save what is shown, under a name to be typed."""
        hint = self._shown.query or _("the whole book")
        self._ask(_("save as"), partial(_save, self._book, self._shown), hint, self._shown.name)

    def action_rename(self) -> None:
        """Rename the view under the cursor; one that is offered is saved under the name."""
        row = self._list.row
        if row is not None:
            act = _save if row.view.id is None else _rename
            self._ask(_("rename"), partial(act, self._book, row.view), row.view.query, row.view.name)

    def _ask(self, title: str, act: Callable[[str], Done | None], hint: str, text: str) -> None:
        screen = AskScreen(title, act, placeholder=_("a name"), hint=hint)
        screen.begin_with = text
        self.app.push_screen(screen, self._asked)

    def _asked(self, done: Done | None) -> None:
        if done is not None:
            self._did(done)

    def action_place(self, by: int) -> None:
        """Move the view under the cursor."""
        from repdesk.desk.views_writing import place_view

        row = self._list.row
        if row is None or row.view.id is None:
            return
        number = row.view.id
        if self._calmly(lambda: _done(place_view(self._book, number, by), _("the views are in another order"))):
            self._list.go_to(next((at for at, view in enumerate(self._views) if view.id == number), None))

    def action_drop(self) -> None:
        """Delete the view under the cursor."""
        from repdesk.desk.views_writing import drop_view

        row = self._list.row
        if row is None or row.view.id is None:
            self.notice.say(_("This view is offered by repdesk; it stays."))
            return
        number, said = row.view.id, _("%(name)s is deleted") % {"name": row.view.name}
        self._calmly(lambda: _done(drop_view(self._book, number), said))

    def action_undo(self) -> None:
        """Take the latest act back."""
        from repdesk.screens import acts

        self._calmly(lambda: acts.undo(self._book))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from repdesk.screens import acts

        self._calmly(lambda: acts.redo(self._book))

    def _calmly(self, act: Callable[[], Done | None]) -> Done | None:
        try:
            done = act()
        except RepdeskError as error:
            self.notice.refuse(error)
            return None
        if done is not None:
            self._did(done)
        return done

    def _did(self, done: Done) -> None:
        self._show_anew()
        self.notice.say(done.sentence, way_back(done, self._keys))
        self.app.post_message(DataChanged(done.accounts))


def _done(change: object, said: str) -> Done | None:
    return None if change is None else Done(frozenset(), said)


def _save(book: Book, view: View, name: str) -> Done | None:
    from repdesk.desk.views_writing import save_view

    return _done(save_view(book, name, view), _("saved as %(name)s") % {"name": name})


def _rename(book: Book, view: View, name: str) -> Done | None:
    from repdesk.desk.views_writing import rename_view

    if view.id is None:
        return None
    return _done(rename_view(book, view.id, name), _("it is called %(name)s now") % {"name": name})
