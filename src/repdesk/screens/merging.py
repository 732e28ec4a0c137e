"""Two customers side by side: whose word counts is chosen field by field, Enter makes one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.merging.sides import Sides, sides
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.rules.merging import Side
from repdesk.screens.acts import Done
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Words
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import clip, plain
from repdesk.widgets.side_list import SideLine, SideList, afterwards


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of two customers: what was done, and where they are one now, who stays and who went."""

    done: Done
    keep: int | None = None
    gone: int | None = None


class MergeScreen(Dialog[Settled]):
    """Dismissed with what became of the two, None where nothing was done."""

    BINDINGS = [*keymap.bindings("anywhere"), *keymap.bindings("merge")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, book: Book, keys: keymap.Keys, keep: int, gone: int) -> None:
        """Hold two customers of `book` against each other, `keep` to stay."""
        super().__init__()
        self.book, self.keys = book, keys
        self._keep, self._gone = keep, gone
        self._choices: dict[str, Side] = {}
        self._both: Sides | None = None
        self._title = Words("", id="title")
        self._list = SideList()
        self._whole = Static(id="whole")
        self.notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the two columns over what stands afterwards, what was last said and the keys."""
        make_one = (self.keys.named("dialog.accept"), _("make one"), "accept")
        back = (self.keys.named("dialog.back"), _("back"), "leave")
        with Vertical(id="sides"):
            yield self._title
            yield self._list
            yield self._whole
            yield self.notice
            yield KeyLine([make_one, *self.keys.footer("merge"), back])

    def on_mount(self) -> None:
        """Show the two."""
        self._show()
        if self._both is not None:
            self._list.go_to(next((at for at, row in enumerate(self._both.rows) if row.taken), None))

    def on_data_changed(self, event: DataChanged) -> None:
        """Show them as another program has left them."""
        event.stop()
        self._show()

    def _show(self) -> None:
        try:
            self._both = both = sides(self.book, self._keep, self._gone, self._choices)
        except RepdeskError as error:  # another program has taken one of them away
            self.notice.refuse(error)
            return
        room = (self.app.size.width - _BESIDE_NAMES) // 2
        names = {"gone": _named(both.gone_name, both.gone, room), "keep": _named(both.keep_name, both.keep, room)}
        said = _("%(gone)s goes into %(keep)s") % names
        n = both.choices
        differ = ngettext("%(n)d field differs", "%(n)d fields differ", n) % {"n": n} if n else _("nothing contradicts")
        self._title.show(f"{said}: {differ}")
        self._list.show_sides(both, self.book.clock.today())
        self.on_row_list_moved()

    def on_row_list_moved(self) -> None:
        """Say in full what stands afterwards in the row under the cursor."""
        line = self._list.row
        self._whole.update(Content(afterwards(line.row if line is not None else None)))

    def on_row_list_chosen(self) -> None:
        """Take the other side of the row clicked twice."""
        line = self._list.row
        if line is not None and line.row.taken is not None:
            self.action_choose("gone" if line.row.taken == "keep" else "keep")

    def action_choose(self, side: Side) -> None:
        """Have one side's word count in the field under the cursor."""
        line: SideLine | None = self._list.row
        if line is None or line.row.taken is None:
            self.notice.say(_("There is nothing to choose here."))
            return
        self._choices[line.row.name] = side
        self.notice.say("")
        self._show()

    def action_swap(self) -> None:
        """Have the other one stay; what was chosen stays chosen."""
        self._keep, self._gone = self._gone, self._keep
        self._choices = {name: "gone" if side == "keep" else "keep" for name, side in self._choices.items()}
        self._show()

    def action_accept(self) -> None:
        """Make one customer of the two."""
        from repdesk.desk.merging.merge_writing import merge

        both = self._both
        if both is None:
            return

        def act() -> Settled:
            done = merge(self.book, self._keep, self._gone, self._choices)
            words = _("%(gone)s is one with %(keep)s now") % {
                "gone": plain(both.gone_name),
                "keep": plain(both.keep_name),
            }
            return Settled(Done(done.change.accounts, ", ".join([words, *done.notes])), done.keep, done.gone)

        self._settle(act)

    def action_apart(self) -> None:
        """Remember that the two are not the same."""
        self._settle(lambda: Settled(not_same(self.book, self._keep, self._gone)))

    def _settle(self, act: Callable[[], Settled]) -> None:
        try:
            self.dismiss(act())
        except RepdeskError as error:
            self.notice.refuse(error)


_BESIDE_NAMES = 48  # cells that the title takes beside the two names


def _named(name: str, number: int, room: int) -> str:
    return f"{clip(plain(name), room)} ({number})"


def not_same(book: Book, first: int, second: int) -> Done:
    """Remember that two customers are not the same."""
    from repdesk.desk.merging.apart_writing import keep_apart

    keep_apart(book, first, second)
    return Done(frozenset((first, second)), _("remembered: they are not the same"))


def ask_to_merge(screen: DeskScreen, own: int, gone_into: Callable[[int], None]) -> None:
    """Have the customer found who is the same as `own`, and hold the two against each other.

    `gone_into` hears which one stands for it where it was `own` that went.
    """

    def with_whom(other: int) -> None:
        if other == own:
            screen.notice.say(_("That is the same customer: choose another one."), error=True)
        else:
            screen.app.push_screen(MergeScreen(screen.book, screen.keys, own, other), settled)

    def settled(came: Settled | None) -> None:
        if came is None:
            return
        if came.gone == own and came.keep is not None:
            gone_into(came.keep)
        screen.show_done(came.done)

    screen.ask_whom(_("Merge with"), with_whom)
