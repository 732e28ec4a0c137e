"""Move the next call: a date as people type it, understood as one types; Enter alone takes the lightest day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.next_call_typed import as_typed
from repdesk.desk.schedule.room import RoomAhead, room_ahead
from repdesk.i18n import _, ngettext
from repdesk.screens import acts
from repdesk.screens.ask import AskScreen


def move_screen(
    book: Book, account_id: int, move: Callable[[Book, int, str], acts.Done | None] = acts.move, *, hint: str = ""
) -> AskScreen:
    """Return the line that asks when the customer is to be called, and moves the call there with `move`.

    `hint` says why it is asked, where the rep did not ask for it. Enter alone takes the lightest day there is.
    """
    room = room_ahead(book, account_id)
    return AskScreen(
        _("next call"),
        lambda text: move(book, account_id, text or _typed(room)),
        placeholder=_("fri 10:00, +3d, promised 明天 下午三点, fri for the offer"),
        preview=lambda text: acts.preview_of(book, text, account_id),
        offers=partial(acts.offers_of, book),
        hint="  ".join(part for part in (hint, _suggested(book, room)) if part),
        may_be_empty=room is not None and not room.stands,
        draft=HalfTyped("move", account_id),
    )


def next_call_screen(book: Book, account_id: int) -> AskScreen:
    """Return the line on which the next call stands as it would be typed, so that any part of it can be changed."""
    nxt = book.account(account_id).next_call
    stands = as_typed(nxt) if nxt is not None else ""

    def changed(book: Book, account_id: int, text: str) -> acts.Done | None:
        return acts.move(book, account_id, text) if text != stands else None

    screen = move_screen(book, account_id, changed)
    screen.begin_with = stands
    return screen


def move_many_screen(book: Book, account_ids: Sequence[int]) -> AskScreen:
    """Return the line that asks for which day the next calls of several customers are to be set, all in one act."""
    from repdesk.screens.schedule import acts as schedule_acts

    n = len(account_ids)
    return AskScreen(
        ngettext("%(n)d next call", "%(n)d next calls", n) % {"n": n},
        lambda text: schedule_acts.carry_typed(book, account_ids, text),
        placeholder=_("fri, +3d, 12-08, 下周二"),
        preview=partial(acts.preview_of, book),
        offers=partial(acts.offers_of, book),
    )


def _typed(room: RoomAhead | None) -> str:
    """Return the lightest day as it would be typed, with the time that is set."""
    if room is None:
        return ""
    at = room.was.time if room.was is not None else None
    day = room.lightest.day.isoformat()
    return day if at is None else f"{day} {wording.clock(at)}"


def _suggested(book: Book, room: RoomAhead | None) -> str:
    if room is None:
        return ""
    today, best = book.clock.today(), room.lightest
    words = (
        _("%(day)s, %(load)d/%(quota)d set, is the lightest of %(first)s to %(last)s")
        if room.stands
        else _("Enter alone: %(day)s, %(load)d/%(quota)d set, the lightest of %(first)s to %(last)s")
    )
    named = {"day": best.day, "first": room.days[0].day, "last": room.days[-1].day}
    said = {name: wording.day(day, today) for name, day in named.items()}
    return words % {**said, "load": best.load, "quota": best.quota}
