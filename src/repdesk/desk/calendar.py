"""The book's working days: public holidays of the chosen country, kept in the book, and the rep's own days off."""

from __future__ import annotations

import sqlite3
from datetime import date

from repdesk.i18n import _
from repdesk.rules.workdays import Calendar


def read_calendar(conn: sqlite3.Connection, country: str | None, today: date) -> Calendar:
    """Return the calendar; public holidays of this year and the next that the book lacks are worked out, not kept."""
    off: set[date] = set()
    work: set[date] = set()
    covered: set[int] = set()
    rows = conn.execute(
        "SELECT day, kind FROM live_calendar_day WHERE source IN ('own', ?) ORDER BY source <> 'own' DESC",
        (f"holidays:{country}",),
    )
    for text, kind in rows:
        day = date.fromisoformat(text)
        (work if kind == "work" else off).add(day)
        (off if kind == "work" else work).discard(day)
    if country is not None:
        known = dict(conn.execute("SELECT year, covered FROM live_calendar_year WHERE country = ?", (country,)))
        for year in (today.year, today.year + 1):
            if year not in known:
                from repdesk.exchange.public_holidays import public_holidays  # 60 ms, once a year

                found = public_holidays(country, year)
                if found.covered:
                    off |= found.off
                    work |= found.work
                known[year] = found.covered
        covered = {year for year, is_covered in known.items() if is_covered}
    return Calendar(frozenset(off), frozenset(work), country, frozenset(covered))


def calendar_note(calendar: Calendar, day: date) -> str:
    """Say what is not known of the days off around `day`; empty where all is known."""
    if calendar.country is None:
        return _("no country chosen: weekends and your own days off are all there is")
    if not calendar.covers(day.year):
        return _("the days off of %(country)s are not known for %(year)d: weekends only") % {
            "country": calendar.country,
            "year": day.year,
        }
    return ""
