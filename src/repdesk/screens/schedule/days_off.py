"""A day of the schedule made a day off, or worked, or as the calendar has it again."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.schedule import Day
from repdesk.i18n import _
from repdesk.screens.ask import AskScreen
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.schedule import own_day_acts


def ask_day_off(screen: DeskScreen, book: Book, day: Day) -> None:
    """Take back what was entered for a day; where nothing was, ask over `screen` what of it is off, or worked, why."""
    if day.kind in ("own_off", "own_work") or day.short is not None:
        screen.calmly(lambda: own_day_acts.as_the_calendar(book, day))
        return
    act = own_day_acts.work if day.off else own_day_acts.take_off
    words = _("work on %(day)s") if day.off else _("day off on %(day)s")
    screen.app.push_screen(
        AskScreen(
            words % {"day": wording.day(day.day, book.clock.today())},
            lambda text: act(book, day, text),
            placeholder=_("why? am, pm or 9-12 before it for a part of the day; Enter alone will do"),
            preview=lambda text: own_day_acts.told_of_day(book, day, text),
            hint=_("Enter enters it, Esc leaves it"),
            may_be_empty=True,
            draft=HalfTyped("day_off", place={"day": day.day.isoformat()}),
        ),
        screen.moved,
    )
