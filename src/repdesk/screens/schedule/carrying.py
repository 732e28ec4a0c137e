"""A place whose calls are marked, picked up and carried over the days of a month, the load shown with them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.schedule import Schedule
from repdesk.i18n import _
from repdesk.rules.types import Account
from repdesk.screens.book.marks import Marks
from repdesk.screens.desk_screen import DeskScreen
from repdesk.widgets.day_calls import DayCalls
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.month_grid import MonthGrid

FARTHEST = timedelta(days=3660)
"""How far from today one may look, and carry."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Calls that are picked up, and the day they are carried over."""

    accounts: tuple[Account, ...]
    over: date

    @property
    def ids(self) -> tuple[int, ...]:
        """Return whose calls they are."""
        return tuple(account.id for account in self.accounts)


class CarryingScreen(DeskScreen):
    """While calls are carried the month has the keyboard, and nothing else is done here."""

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self.marks = Marks()
        self.carried: Carried | None = None

    @property
    @abstractmethod
    def schedule(self) -> Schedule:
        """Return the days and their loads."""

    @property
    @abstractmethod
    def grid(self) -> MonthGrid:
        """Return the month."""

    @property
    @abstractmethod
    def list_widget(self) -> DayCalls:
        """Return the calls of the day that is chosen."""

    @property
    @abstractmethod
    def begin_over(self) -> date:
        """Return the day that calls are carried over first: the one chosen, where it can still be called on."""

    @abstractmethod
    def show_days(self) -> None:
        """Show the days, with what is carried."""

    @property
    def busy(self) -> bool:
        """Say whether calls are carried, under which nothing may move."""
        return self.carried is not None

    def footer(self) -> Iterator[tuple[str, str, str]]:
        """Return the keys that work here, those of carrying while calls are carried; a click goes to the month."""
        if self.carried is None:
            return super().footer()
        return ((key, label, f"of_month('{action}')") for key, label, action in self.keys.footer("carrying"))

    def action_of_month(self, action: str) -> None:
        """Do what a key of the month does."""
        self.call_later(self.grid.run_action, action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nothing be done while calls are carried but what carries them."""
        if self.carried is not None and action != "of_month":
            return False
        return super().check_action(action, parameters)

    @property
    def meant(self) -> tuple[int, ...]:
        """Return the accounts that are marked, else the one in hand."""
        return tuple(sorted(self.marks.ids)) or tuple(number for number in (self.in_hand,) if number is not None)

    def action_carry(self) -> None:
        """Pick up the calls that are meant."""
        if not self.meant or not self.may_write():
            return
        known = self.book.looking_up(all_of_them=False)
        accounts = [account for number in self.meant if (account := known(number)) is not None and account.next_call]
        if accounts:
            self._carry(Carried(tuple(accounts), self.begin_over))
            self._give_keyboard(to_month=True)

    def _give_keyboard(self, *, to_month: bool) -> None:
        """Let the month have the keys, or the list again; the foot stays as high as it is, so that nothing jumps."""
        foot = self.query_one(KeyLine)
        foot.styles.min_height = foot.size.height if to_month else None
        foot.show(self.footer())
        self.grid.can_focus, self.list_widget.can_focus = to_month, not to_month
        (self.grid if to_month else self.list_widget).focus()

    def _carry(self, carried: Carried | None) -> None:
        self.carried = carried
        self.show_days()

    def on_month_grid_carried(self, event: MonthGrid.Carried) -> None:
        """Carry the calls by working days, weeks or months, to a working day that can still be called on."""
        if self.carried is None:
            return
        calendar, over = self.book.calendar, self.carried.over
        if event.days > 0:
            over = calendar.add(over, event.days)
        elif event.days < 0:
            over = calendar.on_or_before(over - timedelta(days=1))
        over += timedelta(weeks=event.weeks)
        over = months_on(over, event.months)
        self.carry_over(over)

    def carry_over(self, day: date) -> None:
        """Carry the calls over a day; over the next one that is worked, and never over one that is past."""
        if self.carried is not None:
            last = self.book.calendar.on_or_before(self.schedule.today + FARTHEST)
            day = self.book.calendar.on_or_after(max(day, self.schedule.first))
            self._carry(replace(self.carried, over=min(day, last)))

    def on_month_grid_dropped(self, event: MonthGrid.Dropped) -> None:
        """Drop the calls where they are, in one act, or put them back where they were."""
        from repdesk.screens.schedule import acts as schedule_acts

        carried = self.carried
        if carried is None:
            return
        self._carry(None)
        self._give_keyboard(to_month=False)
        if not event.here:
            self.catch_up()
            self.notice.say(_("They stay where they were."))
        elif self.calmly(lambda: schedule_acts.carry(self.book, carried.ids, carried.over)):
            self.unmark()

    def unmark(self) -> None:
        """Let the marks go."""
        self.marks.ids.clear()
        self.show_days()

    def action_mark(self) -> None:
        """Mark the call in hand, or no longer, and go one on."""
        if self.in_hand is not None:
            self.marks.turn(self.in_hand)
            self.list_widget.action_down()
            self._marks_changed()

    def action_marks(self) -> None:
        """Mark many at once."""
        from repdesk.screens.pick import PickScreen

        def picked(way: int | None) -> None:
            if way is not None:
                self.marks.take(way, self.ids, self.in_hand)
                self._marks_changed()

        self.app.push_screen(PickScreen(_("Mark"), self.marks.ways(len(self.ids))), picked)

    def _marks_changed(self) -> None:
        self.list_widget.redraw()
        self.show_days()


def months_on(day: date, months: int) -> date:
    """Return the same day so many months on, or the last one of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    first = date(at // 12, at % 12 + 1, 1)
    after = (first + timedelta(days=32)).replace(day=1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))
