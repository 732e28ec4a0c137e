"""The book's settings and the rep's own days off."""

from __future__ import annotations

from datetime import date

from repdesk.desk.book import SETTINGS, Book
from repdesk.errors import RepdeskError
from repdesk.exchange.public_holidays import known_countries, public_holidays
from repdesk.i18n import _
from repdesk.models.calendar import CalendarDay, CalendarYear
from repdesk.models.setting import Setting
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.text import cleaned


def set_setting(book: Book, key: str, value: str) -> Change | None:
    """Set the country (ISO 3166, whose public holidays are days off) or the currency (ISO 4217) of the book."""
    value = value.strip().upper()
    if key not in SETTINGS:
        raise RepdeskError(
            _("There is no setting %(key)s") % {"key": cleaned(key)},
            hint=_("The settings are: %(all)s.") % {"all": ", ".join(SETTINGS)},
        )
    if key == "country" and value not in known_countries():
        raise RepdeskError(_("No public holidays are known for %(country)s") % {"country": cleaned(value)})
    if key == "currency" and not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise RepdeskError(_("A currency has three letters, such as CNY or GBP"))
    with book.store.act("set_setting", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        act.put(Setting, key, value=value)
        if key == "country":
            _keep_holidays(act, value, book.clock.today())
    return book.applied(act.change)


def keep_holidays(book: Book) -> Change | None:
    """Put the public holidays of this year and the next on record where they are not: working them out is slow."""
    country, today = book.setting("country"), book.clock.today()
    if country is None or book.read_only:
        return None
    rows = book.read().execute("SELECT year, covered FROM live_calendar_year WHERE country = ?", (country,))
    known = dict(rows.fetchall())
    # A year is published late in the one before; until then it is asked for again only when that may have happened.
    if known.get(today.year) and (known.get(today.year + 1) or (today.year + 1 in known and today.month < 11)):
        return None
    with book.store.act("keep_holidays", at=book.clock.stamp(), kind="housekeeping") as act:
        _keep_holidays(act, country, today)
    return book.applied(act.change)


def _keep_holidays(act: Act, country: str, today: date) -> None:
    for year in (today.year - 1, today.year, today.year + 1):
        found = public_holidays(country, year)
        act.put(CalendarYear, (country, year), covered=int(found.covered))
        if not found.covered:
            continue
        for kind, days in (("off", found.off), ("work", found.work)):
            for day in sorted(days):
                act.put(CalendarDay, (day.isoformat(), f"holidays:{country}"), kind=kind, name="")


def set_day_off(book: Book, day: date, *, off: bool, reason: str = "") -> Change | None:
    """Enter a day off of the rep's own, also afterwards, or that a day is worked: a public holiday, a weekend."""
    name = "set_day_off" if off else "work_day"
    with book.store.act(name, at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        act.put(CalendarDay, (day.isoformat(), "own"), kind="off" if off else "work", name=cleaned(reason))
    return book.applied(act.change)


def drop_own_day(book: Book, day: date) -> Change:
    """Take back what the rep has entered for a day, so that the country's calendar rules; RepdeskError for nothing."""
    with book.store.act("drop_own_day", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        own = "SELECT 1 FROM live_calendar_day WHERE day = ? AND source = 'own'"
        if act.connection.execute(own, (day.isoformat(),)).fetchone() is None:
            raise RepdeskError(_("Nothing of your own is entered for this day"))
        act.retract(CalendarDay, (day.isoformat(), "own"))
    return book.acted(act.change)
