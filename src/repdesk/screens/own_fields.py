"""The fields of the rep's own: defined, renamed, put in order, retired."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.custom_fields import KIND_NAMES, KINDS, FieldKind, FieldRow, field_rows
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.screens.acts import Done
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.dialog import Dialog
from repdesk.screens.framed import way_back
from repdesk.widgets.fields import Words
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList

_COLUMNS: tuple[Column[FieldRow], ...] = (
    Column(N_("field"), lambda row, _day: plain(row.field.name), 16, 40),
    Column(N_("kind"), lambda row, _day: _(KIND_NAMES[row.field.kind]), 8, 8),
    Column(N_("customers"), lambda row, _day: f"{row.filled:,}", 9, 9, align_right=True),
    Column(N_("choices"), lambda row, _day: plain(", ".join(row.field.choices)), 10, 400, sacrifice=1),
)


class FieldList(RowList[FieldRow]):
    """The fields in the order they stand in on a card."""

    def key(self, row: FieldRow) -> int:
        """Return its number."""
        return row.field.id


class OwnFieldsScreen(Dialog[Done]):
    """Dismissed with the last thing done, None where nothing was."""

    BINDINGS = [  # noqa: RUF012 (Textual declares it so)
        *keymap.bindings("anywhere"),
        *keymap.bindings("fields"),
        *keymap.bindings("dialog"),
    ]
    AUTO_FOCUS = "RowList"

    def __init__(self, book: Book, keys: keymap.Keys) -> None:
        """Show the fields of `book`."""
        super().__init__()
        self.book, self.keys = book, keys
        self._list = FieldList(_COLUMNS)
        self._last: Done | None = None
        self.notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the list over what was last said and the keys."""
        edit = (self.keys.named("dialog.accept"), _("change"), "accept")
        back = (self.keys.named("dialog.back"), _("back"), "leave")
        with Vertical(id="fields"):
            yield Words(_("Fields of your own, on every card"), id="title")
            yield self._list
            yield self.notice
            yield KeyLine([edit, *self.keys.footer("fields"), back])

    def on_mount(self) -> None:
        """Show the fields."""
        self._show()

    def on_data_changed(self, event: DataChanged) -> None:
        """Show what another program has done."""
        event.stop()
        self._show()

    def _show(self) -> None:
        rows = field_rows(self.book)
        key = self.keys.named("fields.add")
        none = [] if rows else [_("none yet: %(key)s defines one") % {"key": key}]
        self._list.show(rows, self.book.clock.today(), none)

    def on_row_list_chosen(self) -> None:
        """Change the one clicked twice."""
        self.action_accept()

    def action_add(self) -> None:
        """Define a field: its kind is picked, its name typed."""
        from repdesk.screens.pick import PickScreen

        lines = tuple(_(KIND_NAMES[kind]) for kind in KINDS)
        self.app.push_screen(PickScreen(_("What is kept in it?"), lines), self._picked)

    def _picked(self, at: int | None) -> None:
        if at is not None:
            kind = KINDS[at]
            self._fill_in(
                _("A new field: %(kind)s") % {"kind": _(KIND_NAMES[kind])}, kind, "", (), _defining(self.book, kind)
            )

    def action_accept(self) -> None:
        """Change the name, and the choices, of the field under the cursor."""
        row = self._list.row
        if row is not None:
            field, act = row.field, _changing(self.book, row.field.id)
            title = _("Change %(name)s") % {"name": plain(field.name)}
            self._fill_in(title, field.kind, field.name, field.choices, act)

    def _fill_in(
        self, title: str, kind: FieldKind, name: str, choices: tuple[str, ...], act: Callable[[list[str]], Done | None]
    ) -> None:
        from repdesk.screens.form import Entry, FormScreen

        entries = [Entry(_("its name"), name)]
        if kind == "choice":
            entries.append(Entry(_("choices"), ", ".join(choices), _("with commas between")))
        self.app.push_screen(FormScreen(title, entries, act, self.keys), self._filled)

    def _filled(self, done: Done | None) -> None:
        if done is not None:
            self._did(lambda: done)

    def action_retire(self) -> None:
        """Take the field under the cursor off every card."""
        row = self._list.row
        if row is not None:
            self._did(lambda: _retire(self.book, row))

    def action_move(self, by: int) -> None:
        """Move the field under the cursor up or down."""
        row = self._list.row
        if row is not None:
            self._did(lambda: _move(self.book, row, by))

    def action_undo(self) -> None:
        """Take the latest act back."""
        from repdesk.screens import acts

        self._did(lambda: acts.undo(self.book), _("There is nothing to undo."))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from repdesk.screens import acts

        self._did(lambda: acts.redo(self.book), _("There is nothing to do again."))

    def _did(self, act: Callable[[], Done | None], nothing: str = "") -> None:
        """Do an act and say what came of it."""
        try:
            done = act()
        except RepdeskError as error:
            self.notice.refuse(error)
            return
        self._show()
        if done is None:
            self.notice.say(nothing)
            return
        self._last = done
        self.notice.say(done.sentence, way_back(done, self.keys))

    def action_leave(self) -> None:
        """Go back and tell what was done last."""
        self.dismiss(self._last)


def _defining(book: Book, kind: FieldKind) -> Callable[[list[str]], Done | None]:
    def act(texts: list[str]) -> Done | None:
        from repdesk.desk.custom_fields_writing import define_field, read_choices

        define_field(book, texts[0], kind, read_choices(texts[1]) if kind == "choice" else ())
        return Done(frozenset(), _("%(name)s stands on every card") % {"name": plain(texts[0])})

    return act


def _changing(book: Book, field_id: int) -> Callable[[list[str]], Done | None]:
    def act(texts: list[str]) -> Done | None:
        from repdesk.desk.custom_fields_writing import change_field, read_choices

        choices = read_choices(texts[1]) if len(texts) > 1 else ()
        if change_field(book, field_id, texts[0], choices) is None:
            return None
        return Done(frozenset(), _("%(name)s is changed") % {"name": plain(texts[0])})

    return act


def _retire(book: Book, row: FieldRow) -> Done:
    from repdesk.desk.custom_fields_writing import retire_field

    retire_field(book, row.field.id)
    return Done(
        frozenset(), _("%(name)s is off every card; what stands in it is kept") % {"name": plain(row.field.name)}
    )


def _move(book: Book, row: FieldRow, by: int) -> Done | None:
    from repdesk.desk.custom_fields_writing import move_field

    if move_field(book, row.field.id, by) is None:
        return None
    return Done(frozenset(), _("%(name)s is moved") % {"name": plain(row.field.name)})
