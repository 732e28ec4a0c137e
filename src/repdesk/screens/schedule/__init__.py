"""The schedule: how full the days ahead are, a month of them, and the calls of the day that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.schedule import Calls, Schedule, schedule
from repdesk.i18n import _
from repdesk.screens.acts import Done
from repdesk.screens.schedule.carrying import FARTHEST, CarryingScreen, months_on
from repdesk.themes import sheet
from repdesk.widgets import schedule_words as words
from repdesk.widgets.day_calls import CallInHand, DayCalls
from repdesk.widgets.load_strip import LoadStrip
from repdesk.widgets.month_grid import MonthGrid, legend


class ScheduleScreen(CarryingScreen):
    """One day is chosen, or what is overdue; its calls are listed, the one under the cursor is in hand."""

    PLACE = "schedule"
    BINDINGS = keymap.bindings("schedule")
    CSS_PATH = sheet("schedule")

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        super().__init__(book, keys, name)
        self._schedule = schedule(book)
        self.chosen: date | None = self._schedule.first
        """The day whose calls are listed, None for what is overdue."""
        self._strip = LoadStrip(self._schedule, self.chosen)
        self._grid = MonthGrid(self._schedule, self.chosen)
        self._note = Static("", id="note", markup=False)
        self._heading = Static("", id="heading", markup=False)
        self._list = DayCalls(self.marks.ids)
        self._call = CallInHand()
        self._calls: Calls = self._schedule.calls(self.chosen)
        self._show()

    def body(self) -> ComposeResult:
        """Place the strip over the month and the calls of a day."""
        yield self._strip
        yield self._note
        with Horizontal(id="days"):
            with Vertical(id="month"):
                yield self._grid
                yield Static(Content("\n").join([Content(f" {line}") for line in legend()]), id="legend")
                yield self._call
            with Vertical(id="day"):
                yield self._heading
                yield self._list

    @property
    def schedule(self) -> Schedule:
        """Return the days and their loads."""
        return self._schedule

    @property
    def grid(self) -> MonthGrid:
        """Return the month."""
        return self._grid

    @property
    def list_widget(self) -> DayCalls:
        """Return the calls of the day that is chosen."""
        return self._list

    @property
    def begin_over(self) -> date:
        """Return the day that calls are carried over first: the chosen one, where it can still be called on."""
        return self._schedule.shown_on(max(self.chosen or self._schedule.first, self._schedule.first))

    def reload(self) -> None:
        """Lay the calls out anew; the day stays, but the one that was today's goes on with the clock."""
        before = self._schedule
        self._schedule = schedule(self.book)
        a_new_day = before.today != self._schedule.today and self.chosen == before.first
        if a_new_day or (self.chosen is None and not self._schedule.overdue.calls):
            self.chosen = self._schedule.first
        self.marks.keep_to(self._schedule.ids)
        self._show()

    def _show(self) -> None:
        """Show the calls of the chosen day, and the days."""
        self._calls = self._schedule.calls(self.chosen)
        self._note.update(f" {self._schedule.note(self.chosen or self._schedule.today)}")
        # The day is what the column of times is told from; of what is overdue each says its own.
        after = words.after(self._schedule, self.chosen, self._calls)
        self._list.show(self._calls, self.chosen or date.min, after, self._calls.ids)
        self._call.show(self._list.row, self._schedule.today)
        self.show_days()

    def show_days(self) -> None:
        """Show the days, with what is carried."""
        carried, now = self.carried, self._schedule
        if carried is None:
            self._strip.show(now, self.chosen)
            self._grid.show(now, self.chosen)
            self._heading.update(words.heading(now, self.chosen, self._calls, len(self.marks.ids)))
            return
        then = now.trying((account, carried.over) for account in carried.accounts)
        self._strip.show(then, carried.over, now)
        self._grid.show(then, self.chosen, carried.over)
        self._heading.update(words.carried(then, carried.over, carried.accounts))

    @property
    def in_hand(self) -> int | None:
        """Return the account of the call under the cursor."""
        return self._list.cursor

    @property
    def listed_as(self) -> str:
        """Return the day that is chosen."""
        return wording.day(self.chosen) if self.chosen else _("overdue")

    @property
    def ids(self) -> Sequence[int]:
        """Return the accounts of the calls of the day."""
        return self._calls.ids

    def follow(self, account_id: int) -> None:
        """Go to the call that an undo was about, where it is among those of the day."""
        self._list.go_to(account_id)

    def on_row_list_moved(self) -> None:
        """Show the call the cursor came to."""
        self._call.show(self._list.row, self._schedule.today)

    def on_load_strip_chosen(self, event: LoadStrip.Chosen) -> None:
        """Choose the day that was clicked, or carry the calls there."""
        if self.carried is None:
            self.choose(event.day)
        elif event.day is not None:
            self.carry_over(event.day)

    def on_month_grid_chosen(self, event: MonthGrid.Chosen) -> None:
        """Choose the day that was clicked, or carry the calls there."""
        if self.carried is None:
            self.choose(event.day)
        else:
            self.carry_over(event.day)

    def choose(self, day: date | None) -> None:
        """Choose a day, or with None what is overdue, and go to its first call."""
        today = self._schedule.today
        self.chosen = day and min(max(day, today - FARTHEST), today + FARTHEST)
        self._show()
        self._list.action_top()

    def action_day(self, days: int) -> None:
        """Go to the day before or after; what is overdue lies between yesterday and today."""
        today, one = self._schedule.today, timedelta(days=1)
        if self.chosen is None:
            self.choose(today if days > 0 else today - one)
        elif self._schedule.overdue.calls and self.chosen == (today - one if days > 0 else today):
            self.choose(None)
        else:
            self.choose(self.chosen + days * one)

    def action_month(self, months: int) -> None:
        """Go to the same day of the month before or after, or to its last one."""
        self.choose(months_on(self.chosen or self._schedule.today, months))

    def action_step(self, days: int) -> None:
        """Move the call in hand by a working day; the cursor comes to the one after it."""
        from repdesk.screens.schedule import acts as schedule_acts

        account_id = self.in_hand
        if account_id is not None:
            self.calmly(lambda: schedule_acts.step(self.book, account_id, days))

    def action_move(self) -> None:
        """Move the calls that are meant to a day that is typed."""
        from repdesk.screens.move import move_many_screen, move_screen
        from repdesk.screens.schedule import acts as schedule_acts

        if not self.meant or not self.may_write():
            return
        if self.marks.ids:
            self.app.push_screen(move_many_screen(self.book, self.meant), self._moved_many)
        else:
            self.app.push_screen(move_screen(self.book, self.meant[0], schedule_acts.move), self.moved)

    def _moved_many(self, done: Done | None) -> None:
        if done is not None:
            self.marks.ids.clear()
            self.show_done(done)

    def action_lightest(self) -> None:
        """Offer the days that the call in hand may fall on, the lightest of them picked."""
        from repdesk.screens.schedule.lightest import pick_lightest

        if self.in_hand is not None and self.may_write():
            pick_lightest(self, self.book, self.in_hand)

    def action_level(self) -> None:
        """Show who would move where if the days ahead were levelled."""
        from repdesk.screens.schedule.level import LevelScreen

        if self.may_write():
            self.app.push_screen(LevelScreen(self.book, self.keys, self._schedule), self.moved)

    def action_ladders(self) -> None:
        """Show who is overdue, whose contract ends, and who has a day to remember."""
        from repdesk.screens.schedule.ladders import LaddersScreen

        self.app.push_screen(LaddersScreen(self.book, self.keys, self.book_name))

    def action_day_off(self) -> None:
        """Make the chosen day a day off, or work on it, or take back what was entered for it."""
        from repdesk.screens.schedule.days_off import ask_day_off

        if not self.may_write():
            return
        if self.chosen is None:
            self.notice.say(_("Choose a day first."))
        else:
            ask_day_off(self, self.book, self._schedule.day(self.chosen))

    async def take_up(self, draft: HalfTyped) -> None:
        """Ask again why a day is to be off, or worked, with what was typed."""
        from repdesk.screens.ask import AskScreen
        from repdesk.screens.take_up import day_of

        if draft.kind != "day_off":
            await super().take_up(draft)
            return
        self.choose(day_of(draft))
        self.action_day_off()
        if isinstance(self.app.screen, AskScreen):
            self.app.screen.begin_with = draft.text
