"""Today: the list, the customer in hand, and where the day stands, kept true to the book and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from textual.app import ComposeResult
from textual.widget import Widget

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.day.now import day_now
from repdesk.desk.rows import DayList
from repdesk.desk.today import day_list, hours_first
from repdesk.i18n import _, ngettext
from repdesk.screens.calling import CallingScreen
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.day_watch import DayWatch, opens_with_page
from repdesk.widgets.call_list import CallList
from repdesk.widgets.day_line import DayLine
from repdesk.widgets.person_lines import InHand
from repdesk.widgets.person_panel import PersonPanel
from repdesk.wording import day as day_in_words


class TodayScreen(CallingScreen):
    """One customer is in hand: the one under the cursor, or a visitor who was looked up."""

    BINDINGS = keymap.bindings("today")
    PLACE = "today"

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._by_rank = self.day = day_list(book)
        self._visitor: int | None = None
        self._last_called: int | None = None
        self._hours_first_on: date | None = None  # the day whose list is in the order of the best hours
        state = day_now(book)
        self._watch = DayWatch(state.moment.block)
        self._list = CallList(self.day)
        self._panel = PersonPanel()
        self._day_line = DayLine(self.day, book.clock.now(), state)
        self._say_which_day()
        self.notice.say("  ".join(filter(None, (self.day.morning, self.day.calendar_note))))
        self.show_person()

    def head(self) -> Iterable[Widget]:
        """Say where the day stands."""
        yield self._day_line

    def body(self) -> ComposeResult:
        """Place the list and the customer in hand."""
        yield self._list
        yield self._panel

    @property
    def listed_as(self) -> str:
        """Return the day of the list."""
        return day_in_words(self.book.list_day())

    @property
    def list_widget(self) -> Widget:
        """Return the list."""
        return self._list

    async def settle(self) -> None:
        """Have the log line at hand from the start: here it is what the day is made of."""
        await self.ready_line()
        await super().settle()

    def make_ready(self) -> None:
        """Load what writing needs, put the list on record, and count when the book's customers answer."""
        from repdesk.screens import acts

        super().make_ready()
        if self.is_attached:
            acts.freeze(self.book)
        if not self.book.best_hours.true:
            self.book.best_hours.count()
            self.post_message(DataChanged())

    @property
    def in_hand(self) -> int | None:
        """Return the account in hand."""
        return self._visitor if self._visitor is not None else self._list.cursor

    @property
    def ids(self) -> Sequence[int]:
        """Return the accounts of the list."""
        return [row.account_id for row in self.day.rows]

    def hold(self) -> InHand | None:
        """Return the customer in hand; a visitor who was taken back leaves."""
        hand = super().hold()
        if hand is None and self._visitor is not None:
            self._visitor = None
            hand = super().hold()
        if hand is None or self._list.holds(hand.person.account_id):
            return hand
        return replace(hand, aside=_("not on today's list"))

    def show_person(self) -> None:
        """Show the customer in hand."""
        self._panel.show(self.hold())

    def take(self, account_id: int) -> None:
        """Take an account in hand, whether on the list or not."""
        self._visitor = None if self._list.holds(account_id) else account_id
        self._list.go_to(account_id)
        self.show_person()

    def found(self, account_id: int) -> None:
        """Take the one who was found in hand."""
        self.take(account_id)

    def follow(self, account_id: int) -> None:
        """Put the cursor on the account, where it is on the list."""
        self._list.go_to(account_id)

    def called(self, account_id: int) -> None:
        """Go to the next one in line after a call."""
        self._last_called = account_id
        self._visitor = None
        self._list.go_to(self.day.offered)
        self.show_person()

    def reload(self) -> None:
        """Read the day again; the cursor stays on its account. Another day begins with its page."""
        if self.day.today != self.book.clock.today():
            self.call_after_refresh(self.begin_day)
        self._by_rank = day_list(self.book)
        if not self.book.best_hours.true:
            self.get_ready()
        self._show_list()
        self._day_line.show(self.day, self.book.clock.now(), day_now(self.book))
        self._say_which_day()
        self.show_person()

    def _show_list(self) -> None:
        """Show the list that was read in the order that is asked for."""
        by_hours = self._hours_first_on == self.book.clock.today()
        self.day = hours_first(self.book, self._by_rank) if by_hours else self._by_rank
        self._list.show_day(self.day)

    def _say_which_day(self) -> None:
        words = _("a day off: the list of %(day)s") % {"day": day_in_words(self.day.day, self.day.today)}
        self.place_line.say(words if self.day.day != self.day.today else "")

    def on_row_list_moved(self) -> None:
        """Show the customer the cursor came to; a visitor leaves."""
        if not self.typing:
            self._visitor = None
        self.show_person()

    def tick(self) -> None:
        """Let a second pass: another day."""
        super().tick()
        now = self.book.clock.now()
        if self.typing:
            return
        if words := self._watch.new_day(self.day, now):
            self.notice.say(words)
        if self._watch.must_roll(now) and self.is_current:
            self._roll()

    def minute_passed(self, now: datetime) -> None:
        """Let the head's clocks run, and say when another part of the day begins; offer a promise first in its time."""
        state = day_now(self.book)
        self._day_line.show(self.day, now, state)
        if not self.notice.text and (words := self._watch.new_block(state)):  # else a minute later
            self.notice.say(words, _("%(key)s: the day") % {"key": self.keys.named("desk.day")})
        if self.day.by_best_hours or any(row.due_time for row in self.day.rows):
            self.reload()
        else:
            self.let_their_clock_run()

    def _roll(self) -> None:
        """Show the list of the day that has begun."""
        self.book.refresh()
        self._visitor = None
        self.show_anew()
        self._list.go_to(self.day.offered)
        self.notice.say(self.day.morning or _("A new day, a new list."))
        self.get_ready()

    def begin_day(self) -> None:
        """Open the page of a day that something was planned for, where nothing else is shown and no call was made."""
        if self.app.screen is self and not self.typing and opens_with_page(self.day):
            from repdesk.screens.day_page import DayScreen

            self.app.push_screen(DayScreen(self.book, self.keys, self.book_name, self.day, morning=True))

    @property
    def listed(self) -> DayList:
        """Return the list of the day."""
        return self.day

    def to_mend(self) -> Iterable[int]:
        """Return the customer in hand, else whoever was called last today."""
        called = [row for row in self.day.rows if row.call_place]
        latest = max(called, key=lambda row: row.call_place, default=None)
        likely = (self.in_hand, self._last_called, latest.account_id if latest else None)
        return [account_id for account_id in likely if account_id is not None]

    def action_add(self) -> None:
        """Add the visitor in hand to the list, else anyone who is found."""
        if self._visitor is not None:
            self._add(self._visitor)
        else:
            self.ask_whom(_("Add to today's list"), self._add)

    def _add(self, account_id: int) -> None:
        if self.add_to_today(account_id):
            self.take(account_id)

    def action_replan(self) -> None:
        """Rank the rest of the day anew."""
        from repdesk.screens import acts

        self.calmly(lambda: acts.replan(self.book), _("Nothing changes by planning anew."))

    def action_by_best_hours(self) -> None:
        """Put the rest of the list into the order of the hours its customers are best called in, or back."""
        if self.day.by_best_hours:
            self._order_by_hours(None)
            self.notice.say(_("In the order of the day again."))
            return
        self._order_by_hours(self.book.clock.today())
        known = sum(bool(row.hours) for row in self.day.rows)
        if not known:
            self._order_by_hours(None)
            counted = _("No hours are known of anybody on the list yet: they come with the calls.")
            self.notice.say(counted if self.book.best_hours.true else _("The calls are still being counted."))
            return
        words = ngettext("By best hours: known of %(n)d customer.", "By best hours: known of %(n)d customers.", known)
        back = _("%(key)s: the order of the day") % {"key": self.keys.named("today.by_best_hours")}
        self.notice.say(words % {"n": known}, back)

    def _order_by_hours(self, on: date | None) -> None:
        self._hours_first_on = on
        self._show_list()
        self._list.into_view()

    def offer(self, at_hand: int | None) -> None:
        """Take in hand whose promise is `at_hand`, else the next one in line."""
        self.show_anew()
        who = at_hand if at_hand is not None else self.day.offered
        if who is None:
            self.notice.say(_("Nobody is left in line."))
        else:
            self.take(who)

    def action_back(self) -> None:
        """Let the visitor go."""
        self._visitor = None
        self.notice.say("")
        self.show_person()
