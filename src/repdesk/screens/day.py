"""The day on the screen: head, list, customer in hand and foot, kept true to the book and the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.customers import person
from repdesk.desk.today import day_list
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.day_watch import DayWatch
from repdesk.screens.in_thread import BOOK_IN_USE
from repdesk.widgets.call_list import CallList
from repdesk.widgets.head_line import HeadLine
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.person_lines import InHand
from repdesk.widgets.person_panel import PersonPanel

if TYPE_CHECKING:
    from repdesk.widgets.log_line import LogLine


WIDE = 110  # columns: from there on the customer stands beside the list


class DayScreen(Screen[None]):
    """One customer is in hand: the one under the cursor, or a visitor who was looked up."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 (Textual declares it so)
    AUTO_FOCUS = "CallList"

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__()
        self.book, self.keys = book, keys
        self.day = day_list(book)
        self._visitor: int | None = None
        self._dialled: tuple[int, int] | None = None  # an account and the number chosen for it
        self._watch = DayWatch(book.policy.day.announce_minutes)
        self._stale = False  # the book changed while a line was being typed
        self._warned = False  # that leaving would lose what was typed
        self._list = CallList(self.day)
        self._panel = PersonPanel()
        self._head = HeadLine(self.day, book.clock.now(), name)
        self.notice = Notice(self.day.calendar_note, id="notice")
        self.line: LogLine | None = None
        self._show_person()

    def compose(self) -> ComposeResult:
        """Place head, list, customer and foot; the log line comes after the first paint."""
        self.set_class(self.app.size.width >= WIDE, "-wide")  # before the first paint, so that it is the only one
        yield self._head
        if self.book.read_only:
            words = _("Read only: %(who)s has this book open. Nothing can be logged here.")
            yield Notice(words % {"who": self.book.holder}, id="banner")
        with Container(id="body"):
            yield self._list
            yield self._panel
        with Vertical(id="foot"):
            yield KeyLine(self.keys.footer("today"))
            yield self.notice

    def on_mount(self) -> None:
        """Let the clock run; do what can wait after the first paint."""
        self.set_interval(1.0, self.tick)
        self.call_after_refresh(self._settle)

    async def _settle(self) -> None:
        """Make ready what the first paint did not need: the log line, what writes, the frozen list."""
        await self.ready_line()
        self.run_worker(self._make_ready, thread=True, group="ready")

    async def ready_line(self) -> LogLine:
        """Return the log line, placed where this is the first time."""
        from repdesk.widgets.log_line import LogLine

        if self.line is None:
            self.line = LogLine(self.keys)
            await self.query_one("#foot").mount(self.line, before=self.notice)
        return self.line

    def _make_ready(self) -> None:
        from repdesk.screens import acts

        try:
            with BOOK_IN_USE:
                acts.warm_up()
                if self.is_attached:
                    acts.freeze(self.book)
        except RepdeskError as error:  # somebody else is writing; the first call freezes the list too
            if self.is_attached:
                self.app.call_from_thread(self.notice.refuse, error)

    @property
    def in_hand(self) -> int | None:
        """Return the account in hand."""
        return self._visitor if self._visitor is not None else self._list.cursor

    @property
    def chosen_phone(self) -> int | None:
        """Return the number chosen for the account in hand, None for its first."""
        return self._dialled[1] if self._dialled and self._dialled[0] == self.in_hand else None

    @property
    def typing(self) -> bool:
        """Say whether a line is being typed in."""
        return self.line is not None and self.line.is_open

    def may_lose_typing(self) -> bool:
        """Say whether leaving now would lose what was typed, and say it to the rep once; False the second time."""
        if self.line is None or not self.line.dirty or self._warned:
            return False
        self._warned = True
        self.line.say(_("what you typed is not saved yet; once more leaves without it"))
        return True

    def hold(self) -> InHand | None:
        """Return the customer in hand with all that is shown of them, None where nobody is."""
        account_id = self.in_hand
        if account_id is None:
            return None
        try:
            known = person(self.book, account_id)
        except RepdeskError:  # what brought the account into the book was taken back, here or in a shell
            visitor, self._visitor = self._visitor, None
            return None if visitor is None else self.hold()
        missing = "" if self._list.holds(account_id) else _("not on today's list")
        return InHand(known, self.chosen_phone, self.day.today, missing)

    def _show_person(self) -> None:
        self._panel.show(self.hold())

    def take(self, account_id: int) -> None:
        """Take an account in hand, whether on the list or not."""
        self._visitor = None if self._list.holds(account_id) else account_id
        self._list.go_to(account_id)
        self._show_person()

    def reload(self) -> None:
        """Read the day again; the cursor stays on its account, and nothing moves under a line being typed."""
        if self.typing:
            self._stale = True
            return
        self._stale = False
        self.day = day_list(self.book)
        self._list.show(self.day)
        self._head.show(self.day, self.book.clock.now())
        self._show_person()

    def line_closed(self) -> None:
        """Give the keyboard back to the list, and show what changed meanwhile."""
        if self.line is not None:
            self.line.close()
        self._warned = False
        self._list.can_focus = True
        self.set_focus(self._list)
        if self._stale:
            self.reload()

    def on_call_list_moved(self) -> None:
        """Show the customer the cursor came to; a visitor leaves."""
        if not self.typing:
            self._visitor = None
        self._show_person()

    def on_data_changed(self, event: DataChanged) -> None:
        """Show what another program, or another screen, has done."""
        event.stop()
        self.reload()

    def tick(self) -> None:
        """Let a second pass: the clock in the head, promises that come due, another day."""
        now = self.book.clock.now()
        minute_passed = self._head.tick(now)
        if self.typing:
            return
        words = self._watch.new_day(self.day, now) or self._watch.promise_due(self.day, now)
        if words:
            self.notice.say(words)
        if self._watch.must_roll(now) and self.is_current:
            self._roll()
        elif minute_passed and any(row.due_time for row in self.day.rows):
            self.reload()  # a promise whose time has come is offered first

    def _roll(self) -> None:
        """Show the list of the day that has begun."""
        self.book.refresh()
        self._visitor = None
        self.reload()
        self._list.go_to(self.day.offered)
        self.notice.say(_("A new day, a new list."))
        self.run_worker(self._make_ready, thread=True, group="ready")
