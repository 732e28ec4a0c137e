"""The days one call may fall on with their loads, the lightest of them picked; any other is a key away."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.schedule.room import RoomAhead, room_ahead
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.pick import PickScreen
from repdesk.widgets.bar_text import bar
from repdesk.widgets.plain import clip, fit, plain, right

_DAY, _FIGURE, _BAR, _NAME = 16, 7, 20, 30  # cells


def pick_lightest(screen: DeskScreen, book: Book, account_id: int) -> None:
    """Offer over `screen` the days that the next call of an account may fall on, and set it for the one picked."""
    from repdesk.screens.schedule import acts as schedule_acts

    try:
        room = room_ahead(book, account_id)
    except RepdeskError as error:  # taken back by another program a moment ago
        screen.notice.refuse(error)
        return
    if room is None:
        screen.notice.say(_("This customer may not be called."))
        return

    def picked(at: int | None) -> None:
        if at is None:
            return
        if room.was is not None and room.was.date == room.days[at].day:
            screen.notice.say(_("It stays where it is."))
        else:
            screen.calmly(lambda: schedule_acts.move_to(book, account_id, room.days[at].day))

    title = _("The lightest day for %(name)s") % {"name": clip(plain(room.name), _NAME)}
    screen.app.push_screen(
        PickScreen(title, _lines(book, room), room.days.index(room.lightest), said=_said(book, room)), picked
    )


def _lines(book: Book, room: RoomAhead) -> list[str]:
    today = book.clock.today()
    return [
        f"{fit(wording.day(day.day, today), _DAY)}{right(f'{day.load}/{day.quota}', _FIGURE)}  "
        + fit(bar(min(day.load, day.quota), day.quota, _BAR), _BAR)
        for day in room.days
    ]


def _said(book: Book, room: RoomAhead) -> str:
    """Say what is set now, a promise with a word that it is one, and what brought the days forward."""
    now = _("no next call") if room.was is None else wording.next_call(room.was, book.clock.today())
    return "  ".join([_("now: %(when)s") % {"when": now}, *room.notes])
