"""The book's working days: public holidays of the chosen country, kept in the book, and the rep's own days."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from repdesk.i18n import _
from repdesk.rules.workdays import Calendar


def holidays_of(country: str | None) -> str:
    """Return the source under which a country's days off and make-up days are kept."""
    return f"holidays:{country}"


def expected_of(country: str | None) -> str:
    """Return the source under which the likely days off of a year are kept that is not published yet."""
    return f"expected:{country}"


def read_calendar(conn: sqlite3.Connection, country: str | None, today: date) -> Calendar:
    """Return the calendar; public holidays of this year and the next that the book lacks are worked out, not kept."""
    kinds: dict[str, set[date]] = {"off": set(), "work": set()}
    own: dict[date, str] = {}
    days = "SELECT day, kind, source = 'own' FROM live_calendar_day WHERE source IN ('own', ?)"
    for text, kind, is_own in conn.execute(days, (holidays_of(country),)):
        if is_own:
            own[date.fromisoformat(text)] = kind
        else:
            kinds["work" if kind == "work" else "off"].add(date.fromisoformat(text))
    covered: set[int] = set()
    if country is not None:
        known = dict(conn.execute("SELECT year, covered FROM live_calendar_year WHERE country = ?", (country,)))
        for year in (today.year, today.year + 1):
            if year not in known:
                from repdesk.exchange.public_holidays import public_holidays  # 60 ms, once a year

                found = public_holidays(country, year)
                known[year] = found.covered
                if found.covered:
                    kinds["off"].update(found.off)
                    kinds["work"].update(found.work)
        covered = {year for year, is_covered in known.items() if is_covered}
    published = _published_through({day.year for day in kinds["work"]}, covered, today.year)
    for day, kind in own.items():  # the rep's own word goes before the country's
        for name, found_days in kinds.items():
            (found_days.add if name == kind else found_days.discard)(day)
    hours = conn.execute("SELECT day, opens, closes FROM live_day_hours")
    return Calendar(
        frozenset(kinds["off"]),
        frozenset(kinds["work"]),
        country,
        frozenset(covered),
        frozenset((date.fromisoformat(d), time.fromisoformat(o), time.fromisoformat(c)) for d, o, c in hours),
        published,
    )


def _published_through(make_up: set[int], covered: set[int], this_year: int) -> int | None:
    """Return the last year whose make-up days are known; None for a country that has none.

    A year that has begun and is covered is known, though it may have no make-up day.
    """
    return max({*make_up, *({this_year} & covered)}) if make_up else None


def calendar_note(calendar: Calendar, day: date) -> str:
    """Say what is not known of the days off around `day`; empty where all is known."""
    if calendar.country is None:
        return _("no country chosen: weekends and your own days off are all there is")
    facts = {"country": calendar.country, "year": day.year, "through": calendar.published_through}
    if not calendar.covers(day.year):
        if calendar.published_through is None or day.year < calendar.published_through:
            return _("the days off of %(country)s are not known for %(year)d: weekends only") % facts
        return _("the days off of %(country)s are known through %(through)d: %(year)d has weekends only") % facts
    if calendar.published_through is not None and day.year > calendar.published_through:
        return _("make-up working days of %(country)s are known through %(through)d") % facts
    return ""


def country_said(conn: sqlite3.Connection, calendar: Calendar, today: date) -> str:
    """Say what is known of the days off of the chosen country: how many this year, and through which year."""
    if calendar.country is None or not calendar.covers(today.year):
        return calendar_note(calendar, today)
    named = [one for day, one in read_named_days(conn, calendar.country).items() if day.year == today.year]
    work = sum(one.work for one in named)
    facts = {"country": calendar.country, "year": today.year, "off": len(named) - work, "work": work}
    said = _("%(country)s %(year)d: %(off)d public holidays, %(work)d make-up working days") % facts
    if calendar.published_through is None:
        return said
    return f"{said}; {calendar_note(calendar, date(calendar.published_through + 1, 1, 1))}"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """What a day is called: a public holiday, a make-up working day (`work`), or one that is likely to be off.

    `expected` marks a day of a year that the country has not published: it counts as any other until then.
    """

    name: str
    work: bool = False
    expected: bool = False

    @property
    def words(self) -> str:
        """Return what is shown of it."""
        name = self.name or _("make-up day")
        if self.expected:
            return _("%(holiday)s, not published yet") % {"holiday": name}
        return _("works for %(holiday)s") % {"holiday": name} if self.work and self.name else name


def read_named_days(conn: sqlite3.Connection, country: str | None) -> Mapping[date, NamedDay]:
    """Return the holidays and make-up days of `country` by day, those that are only expected too."""
    rows = conn.execute(
        "SELECT day, name, kind, source FROM live_calendar_day WHERE source IN (?, ?)",
        (holidays_of(country), expected_of(country)),
    )
    likely = expected_of(country)
    return {
        date.fromisoformat(day): NamedDay(name, kind == "work", source == likely) for day, name, kind, source in rows
    }


def read_day_names(conn: sqlite3.Connection, country: str | None) -> Mapping[date, str]:
    """Return what days are called, in words: holidays, make-up days, and why the rep works other hours on one."""
    names = {day: named.words for day, named in read_named_days(conn, country).items()}
    hours = conn.execute("SELECT day, name FROM live_day_hours WHERE name <> ''")
    return names | {date.fromisoformat(day): name for day, name in hours}
