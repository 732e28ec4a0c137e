"""One edit of many customers: what is to be edited, to what, what that comes to, and the act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.bulk import Plan, plan_edit, read_edit, said, shown
from repdesk.desk.card import known_tags
from repdesk.desk.sheet import Sheet
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _, ngettext
from repdesk.rules.bulk_edits import Edit
from repdesk.rules.stage_moves import MOVABLE
from repdesk.rules.types import GRADES
from repdesk.screens.acts import Done
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.dialog import Dialog
from repdesk.screens.pick import PickScreen
from repdesk.widgets.completing import Completing
from repdesk.widgets.fields import Field, Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import clip, plain, wrapped
from repdesk.widgets.progress import bar

Then = Callable[[Done | None], None]


@dataclass(frozen=True, slots=True)
class _Way:
    """What can be edited: its field, what it is called, what is asked and an example of it."""

    field: str
    label: str
    asks: str
    example: str


_WAYS = (
    _Way("stage", N_("stage"), N_("why"), N_("a reason, where a stage falls")),
    _Way("grade", N_("grade"), N_("why"), N_("the reason it is set by hand")),
    _Way("next", N_("next call"), N_("when"), N_("fri, +3d; mon..fri spreads them over lighter days; none")),
    _Way("tag", N_("put a tag on"), N_("tag"), N_("a word or a few")),
    _Way("untag", N_("take a tag off"), N_("tag"), N_("a word or a few")),
    _Way("owner", N_("owner"), N_("owner"), N_("a name; none")),
)


def edit_many(screen: Screen[None], book: Book, keys: keymap.Keys, ids: Sequence[int], then: Then) -> None:
    """Ask over `screen` what of these accounts is to be edited, and how; `then` hears what was done."""
    title = ngettext("Edit %(n)s customer", "Edit %(n)s customers", len(ids)) % {"n": f"{len(ids):,}"}

    def picked(at: int | None) -> None:
        if at is not None:
            _ask_value(screen, partial(BulkScreen, book, keys, ids, title, _WAYS[at]), _WAYS[at], then)

    screen.app.push_screen(PickScreen(title, [_(way.label) for way in _WAYS]), picked)


def _ask_value(screen: Screen[None], made: Callable[[str], BulkScreen], way: _Way, then: Then) -> None:
    """Have a stage or a grade picked; what else is edited is typed."""
    values, lines = _values(way)
    if not values:
        screen.app.push_screen(made(""), then)
        return

    def picked(at: int | None) -> None:
        if at is not None:
            screen.app.push_screen(made(values[at]), then)

    screen.app.push_screen(PickScreen(_(way.label), lines, first=0 if way.field == "stage" else 1), picked)


def _values(way: _Way) -> tuple[Sequence[str], Sequence[str]]:
    if way.field == "stage":
        return [str(stage) for stage in MOVABLE], [wording.stage(stage) for stage in MOVABLE]
    if way.field == "grade":
        letters = [f"{letter} {wording.grade(letter)}" for letter in GRADES]
        return [*GRADES, "rule"], [*letters, _("by the rule again")]
    return (), ()


class BulkScreen(Dialog[Done]):
    """A field over what the edit would come to, as one types; Enter does it."""

    def __init__(self, book: Book, keys: keymap.Keys, ids: Sequence[int], title: str, way: _Way, value: str) -> None:
        """Edit these accounts in the field of `way`; with `value` picked already, a reason is what is typed."""
        super().__init__()
        self._book, self._keys, self._ids, self._way, self._value = book, keys, ids, way, value
        self._title = title
        self._sheet = Sheet(book)
        self._asked = 0
        self._plan: Plan | None = None
        self._doing = False
        self._field = Field(placeholder=_(way.example))
        if way.field in ("tag", "untag"):
            self._field.suggester = Completing(known_tags(book))
        self._lines = Static(id="lines")
        self._notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the field over what the edit would come to."""
        done = (self._keys.named("dialog.accept"), _("do it"), "accept")
        back = (self._keys.named("dialog.back"), _("back"), "leave")
        value = f": {self._named_value()}" if self._value else ""
        with Vertical(id="bulk"):
            yield Words(f"{self._title}, {_(self._way.label)}{value}", id="title")
            with Horizontal():
                yield Words(f"{_(self._way.asks)} {glyphs().prompt} ")
                yield self._field
            yield self._lines
            yield self._notice
            yield KeyLine([done, back])

    def _named_value(self) -> str:
        values, lines = _values(self._way)
        return lines[values.index(self._value)]

    def on_mount(self) -> None:
        """Say what the edit comes to as it stands."""
        super().on_mount()
        self._field.focus()
        self._try("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the edit would come to."""
        event.stop()
        self._try(event.value)

    def _try(self, text: str) -> None:
        self._plan = None
        self._asked += 1
        if not text.strip() and not self._value:
            self._lines.update("")
            return
        self.run_worker(partial(self._find, self._asked, text), thread=True, group="bulk")

    def _find(self, asked: int, text: str) -> None:
        """Try in a thread: a large book takes a second; what was asked before is dropped."""
        found: tuple[Plan, tuple[str, ...]] | RepdeskError
        with BOOK_IN_USE:
            if asked != self._asked:
                return
            try:
                plan = plan_edit(self._sheet, self._ids, self._read(text))
                found = plan, said(plan)
            except RepdeskError as error:  # half a date is no mistake yet
                found = error
        if self.is_attached:
            self.app.call_from_thread(self._tried, asked, found)

    def _read(self, text: str) -> Edit:
        value, why = (self._value, text) if self._value else (text, "")
        return read_edit(self._book, self._way.field, value, why)

    def _tried(self, asked: int, found: tuple[Plan, tuple[str, ...]] | RepdeskError) -> None:
        if asked != self._asked or self._doing:
            return
        if isinstance(found, RepdeskError):
            self._lines.update(Content.styled(plain(found.hint or found.title), "$muted"))
            return
        self._plan, lines = found
        width = max(20, self._lines.size.width)
        samples = [self._sample(self._plan, at, width) for at in range(len(self._plan.samples))]
        told = [Content(part) for line in lines for part in wrapped(plain(line), width, 3)]
        self._lines.update(Content("\n").join([*told, Content(""), *samples]))

    @staticmethod
    def _sample(plan: Plan, at: int, width: int) -> Content:
        one = plan.samples[at]
        words = f"{plan.names.get(one.account_id, '')}: {shown(plan, one.was)} {glyphs().to} {shown(plan, one.now)}"
        return Content.styled(clip(plain(words), width), "$muted")

    def action_accept(self) -> None:
        """Do it, in a thread; what is not understood yet stays to be mended."""
        if self._doing:
            return
        try:
            edit = self._read(self._field.value)
        except RepdeskError as error:
            self._notice.refuse(error)
            return
        self._doing = True
        self._field.disabled = True
        self.run_worker(partial(self._do, edit), thread=True, group="bulk")

    def _do(self, edit: Edit) -> None:
        from repdesk.desk.bulk_writing import edit_many as write

        try:
            with BOOK_IN_USE:
                done = write(self._book, self._ids, edit, self._heard)
        except RepdeskError as error:
            self.app.call_from_thread(self._refused, error)
            return
        n = len(done.plan.judged.changed)
        words = ngettext("%(n)s customer edited: %(what)s", "%(n)s customers edited: %(what)s", n)
        sentence = words % {"n": f"{n:,}", "what": _(self._way.label)}
        self.app.call_from_thread(self.dismiss, Done(done.change.accounts, sentence))

    def _heard(self, done: int, total: int) -> None:
        self.app.call_from_thread(self._lines.update, Content(bar(done, total)))

    def _refused(self, error: RepdeskError) -> None:
        self._doing = False
        self._field.disabled = False
        self._field.focus()
        self._notice.refuse(error)
        self._try(self._field.value)

    def action_leave(self) -> None:
        """Go back, nothing done; what is being written is waited for."""
        if not self._doing:
            super().action_leave()
