"""Where the next call of one account finds room: the days it may fall on, how full they are, the lightest of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repdesk.desk.book import Book
from repdesk.rules.hours import quota_on
from repdesk.rules.schedule.room import room_for_next
from repdesk.rules.types import NextCall
from repdesk.store.reading.day import read_names
from repdesk.wording import note


@dataclass(frozen=True, slots=True)
class DayRoom:
    """A day a call may fall on: the calls it shows without this one, and how many it takes."""

    day: date
    load: int
    quota: int


@dataclass(frozen=True, slots=True)
class RoomAhead:
    """The days a next call may fall on; `lightest` is one of them, `was` is what is set now."""

    account_id: int
    name: str
    was: NextCall | None
    days: tuple[DayRoom, ...]
    lightest: DayRoom
    notes: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Say whether the call is set for the lightest day already."""
        return self.was is not None and self.was.date == self.lightest.day


def room_ahead(book: Book, account_id: int) -> RoomAhead | None:
    """Return where the next call of an account finds room; None where it may not be called. RepdeskError."""
    account, first = book.account(account_id), book.list_day()
    load = book.load(without=account_id)
    room = room_for_next(
        account, first, today=book.clock.today(), load=load, policy=book.policy, calendar=book.calendar
    )
    if room is None:
        return None
    days = {day: DayRoom(day, load[day], quota_on(day, book.calendar, book.policy)) for day in room.days}
    notes = tuple(said for reason in room.reasons if (said := note(reason)))
    name = read_names(book.read(), [account_id])[account_id][0]
    return RoomAhead(account_id, name, account.next_call, tuple(days.values()), days[room.lightest], notes)
