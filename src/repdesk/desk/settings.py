"""The book's settings, and the rep's own days off and hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from repdesk.desk.book import SETTINGS, Book
from repdesk.desk.calendar import expected_of, holidays_of
from repdesk.errors import RepdeskError
from repdesk.exchange.public_holidays import holidays_version, known_countries, public_holidays
from repdesk.i18n import _, language
from repdesk.models.calendar import CalendarDay, CalendarYear, DayHours
from repdesk.models.setting import Setting
from repdesk.rules.hours import Span
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.store.reading.schedule import read_own_days
from repdesk.text import cleaned


def set_setting(book: Book, key: str, value: str) -> Change | None:
    """Set the country (ISO 3166, whose public holidays are days off; none) or the currency (ISO 4217) of the book."""
    value = value.strip().upper()
    if key not in SETTINGS:
        raise RepdeskError(
            _("There is no setting %(key)s") % {"key": cleaned(key)},
            hint=_("The settings are: %(all)s.") % {"all": ", ".join(SETTINGS)},
        )
    no_country = key == "country" and value == "NONE"
    if key == "country" and not no_country and value not in known_countries():
        raise RepdeskError(_("No public holidays are known for %(country)s") % {"country": cleaned(value)})
    if key == "currency" and not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise RepdeskError(_("A currency has three letters, such as CNY or GBP"))
    with book.store.act("set_setting", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        if no_country:
            if book.setting(key) is not None:
                act.retract(Setting, key)
        else:
            act.put(Setting, key, value=value)
        if key == "country" and not no_country:
            _keep_holidays(act, value, book.clock.today())
    return book.applied(act.change)


def keep_holidays(book: Book) -> Change | None:
    """Put the public holidays of the years around today on record: working them out is slow.

    It is done anew when a year has begun, when the library that tells them knows more, and when the rep's language is
    another, for the days are kept by name.
    """
    country, today = book.setting("country"), book.clock.today()
    if country is None or book.read_only or book.setting(_KEPT) == _kept(country, today):
        return None
    with book.store.act("keep_holidays", at=book.clock.stamp(), kind="housekeeping") as act:
        _keep_holidays(act, country, today)
    return book.applied(act.change)


_KEPT = "holidays:kept"
"""The setting that says which holidays are on record: whose, by what, in which language and around which year."""


def _kept(country: str, today: date) -> str:
    return f"{country} {holidays_version()} {language()} {today.year}"


def _keep_holidays(act: Act, country: str, today: date) -> None:
    """Have the days of three years on record as the library tells them, and no others of these years."""
    for year in (today.year - 1, today.year, today.year + 1):
        found = public_holidays(country, year, language())
        act.put(CalendarYear, (country, year), covered=int(found.covered))
        source = holidays_of(country) if found.covered else expected_of(country)
        kept = set()
        for kind, days in (("off", found.off), ("work", found.work)):
            for day, name in days.items():
                act.put(CalendarDay, (day.isoformat(), source), kind=kind, name=cleaned(name))
                kept.add((day.isoformat(), source))
        rows = "SELECT day, source FROM live_calendar_day WHERE source IN (?, ?) AND substr(day, 1, 4) = ?"
        told = act.connection.execute(rows, (holidays_of(country), expected_of(country), str(year))).fetchall()
        for key in sorted(set(told) - kept):
            act.retract(CalendarDay, key)
    act.put(Setting, _KEPT, value=_kept(country, today))


def set_day_off(book: Book, day: date, *, off: bool, reason: str = "") -> Change | None:
    """Enter a day off of the rep's own, also afterwards, or that a day is worked: a public holiday, a weekend.

    Hours that were entered for it go with that.
    """
    name = "set_day_off" if off else "work_day"
    with book.store.act(name, at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _enter(act, day, off=off, reason=reason)
    return book.applied(act.change)


def set_days_off(book: Book, days: Iterable[date], reason: str = "") -> Change | None:
    """Enter several days off at once, such as a leave."""
    with book.store.act("set_days_off", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        for day in sorted(days):
            _enter(act, day, off=True, reason=reason)
    return book.applied(act.change)


def _enter(act: Act, day: date, *, off: bool, reason: str) -> None:
    act.put(CalendarDay, (day.isoformat(), "own"), kind="off" if off else "work", name=cleaned(reason))
    _drop_hours(act, day)


def set_hours(book: Book, day: date, hours: Span, reason: str = "") -> Change | None:
    """Enter from when to when a day is worked: half a day off, a late start; a day off is worked in them."""
    opens, closes = (at.isoformat("minutes") for at in hours)
    with book.store.act("set_hours", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        act.put(DayHours, day.isoformat(), opens=opens, closes=closes, name=cleaned(reason))
        own = read_own_days(act.connection, book.calendar.country).get(day)
        if own is not None and own.off and own.worked_else:
            act.retract(CalendarDay, (day.isoformat(), "own"))
        elif (own is None and not book.calendar.is_working(day)) or (own is not None and own.off):
            act.put(CalendarDay, (day.isoformat(), "own"), kind="work", name=cleaned(reason))
    return book.applied(act.change)


def drop_own_day(book: Book, day: date) -> Change:
    """Take back what the rep has entered for a day, so that the country's calendar and the office's hours rule again.

    RepdeskError where nothing is entered.
    """
    with book.store.act("drop_own_day", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        own = "SELECT 1 FROM live_calendar_day WHERE day = ? AND source = 'own'"
        entered = act.connection.execute(own, (day.isoformat(),)).fetchone() is not None
        if entered:
            act.retract(CalendarDay, (day.isoformat(), "own"))
        if not _drop_hours(act, day) and not entered:
            raise RepdeskError(_("Nothing of your own is entered for this day"))
    return book.acted(act.change)


def _drop_hours(act: Act, day: date) -> bool:
    """Take back the hours of a day; return whether there were any."""
    known = "SELECT 1 FROM live_day_hours WHERE day = ?"
    if act.connection.execute(known, (day.isoformat(),)).fetchone() is None:
        return False
    act.retract(DayHours, day.isoformat())
    return True
