"""The frame of every place: where one is, the body, the keys at the foot, what was last said; shown anew by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.data_changed import DataChanged
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.place_line import PlaceLine

if TYPE_CHECKING:
    from repdesk.screens.acts import Done

WIDE = 110  # columns: from there on what is in hand stands beside the list


def way_back(done: Done, keys: keymap.Keys) -> str:
    """Say which key takes back what was done."""
    if done.undone:
        return _("%(key)s does it again") % {"key": keys.named("desk.redo")}
    return _("%(key)s undoes") % {"key": keys.named("desk.undo")}


class FramedScreen(Screen[None]):
    """The line of places, the body, the keys that work here and what was last said."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 (Textual declares it so)
    AUTO_FOCUS = "RowList"
    PLACE: ClassVar[keymap.Where] = "today"
    """Whose keys work here and stand at the foot."""
    TAB: ClassVar[keymap.Where | None] = None
    """The place it is marked as in the line of places, where that is not `PLACE`."""

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__()
        self.book, self.keys, self.book_name = book, keys, name
        self.place_line = PlaceLine(keys.places(self.TAB or self.PLACE), book.clock.now(), name)
        self.notice = Notice(id="notice")
        self._shown_on = book.clock.today()
        self._stale = False  # the book changed while this could not be shown anew

    def compose(self) -> ComposeResult:
        """Place the lines at the top, the body and the foot."""
        self.set_class(self.app.size.width >= WIDE, "-wide")  # before the first paint, so that it is the only one
        yield self.place_line
        yield from self.head()
        if self.book.read_only:
            yield Notice(self.read_only_said, id="banner")
        with Container(id="body"):
            yield from self.body()
        with Vertical(id="foot"):
            yield KeyLine(self.footer())
            yield self.notice

    @property
    def read_only_said(self) -> str:
        """Return why nothing can be changed here: who has the book open, or that its place takes no changes."""
        if not self.book.holder:
            return _("Read only: the book's place cannot be written to. Nothing can be changed here.")
        return _("Read only: %(who)s has this book open. Nothing can be changed here.") % {"who": self.book.holder}

    def head(self) -> Iterable[Widget]:
        """Return what stands between the line of places and the body."""
        return ()

    def footer(self) -> Iterator[tuple[str, str, str]]:
        """Return key, label and action of what stands at the foot."""
        return self.keys.footer(self.PLACE)

    def body(self) -> ComposeResult:
        """Yield what this place shows."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the book again and show it; cursors stay on what they stood on."""
        raise NotImplementedError

    @property
    def busy(self) -> bool:
        """Say whether something is being typed, under which nothing may move."""
        return False

    def may_lose_typing(self) -> bool:
        """Say whether leaving now would lose what was typed, and say it to the rep once; False the second time."""
        return False

    def half_typed(self) -> HalfTyped | None:
        """Return what is half typed here, None where nothing is."""
        return None

    def on_mount(self) -> None:
        """Let the clock run."""
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        """Let a second pass."""
        now = self.book.clock.now()
        if self.place_line.tick(now) and self.is_current and not self.busy:
            self.minute_passed(now)

    def minute_passed(self, now: datetime) -> None:
        """Show what another minute changes: here, another day."""
        if now.date() != self._shown_on:
            self.book.refresh()
            self.show_anew()

    def on_data_changed(self, event: DataChanged) -> None:
        """Show what another program, or another screen, has done."""
        event.stop()
        self.show_anew()

    def on_screen_resume(self) -> None:
        """Show what was done while another screen was shown."""
        if self._stale or self.book.clock.today() != self._shown_on:
            self.show_anew()

    @property
    def in_sight(self) -> bool:
        """Say whether this is what the rep looks at, though perhaps under a dialog."""
        stack = self.app.screen_stack
        if self not in stack:
            return False
        return all(isinstance(screen, ModalScreen) for screen in stack[stack.index(self) + 1 :])

    def show_anew(self) -> None:
        """Show the book as it is now, or as soon as this is shown again and nothing is typed in it."""
        self._stale = self.busy or not self.in_sight
        if not self._stale:
            self._shown_on = self.book.clock.today()
            self.reload()

    def catch_up(self) -> None:
        """Show what had to wait while something was typed."""
        if self._stale:
            self.show_anew()

    def calmly(self, act: Callable[[], Done | None], nothing: str = "") -> Done | None:
        """Do an act and show what came of it: the sentence, that there was nothing to do, or why it was refused."""
        try:
            done = act()
        except RepdeskError as error:
            self.notice.refuse(error)
            return None
        self.show_done(done, nothing)
        return done

    def show_done(self, done: Done | None, nothing: str = "") -> None:
        """Show what was done and which key takes it back; `nothing` where nothing was."""
        if done is None:
            self.notice.say(nothing)
            return
        self.show_anew()
        self.notice.say(done.sentence, way_back(done, self.keys))
        self.app.post_message(DataChanged(done.accounts, self))

    def may_write(self) -> bool:
        """Say whether the book can be written to, and where it cannot, that nothing can be changed here."""
        if self.book.read_only:
            self.notice.refuse(RepdeskError(self.read_only_said))
        return not self.book.read_only

    def action_backups(self) -> None:
        """Show the backups."""
        from repdesk.screens.backups import BackupsScreen

        self.app.push_screen(BackupsScreen(self.book.store.path, self.keys, self.book))

    def action_back(self) -> None:
        """Go back to where one came from."""
        if not self.may_lose_typing() and len(self.app.screen_stack) > 1:
            self.app.pop_screen()
