"""`repdesk when`: what a typed date means, said without a book."""

from __future__ import annotations

from argparse import Namespace

from repdesk import paths, wording
from repdesk.clock import Clock
from repdesk.desk.policy_file import load_policy
from repdesk.desk.when import told, unread
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.dates import UnreadWhen, When, parse_when
from repdesk.rules.types import NextCall
from repdesk.rules.workdays import Calendar
from repdesk.shell.out import say, say_json


def when(clock: Clock, args: Namespace) -> None:
    """Print the day and time a phrase means, what else it may mean, and what is to be known of it."""
    text = " ".join(args.phrase)
    calendar = _calendar(args.country.upper(), clock.today().year) if args.country else Calendar()
    try:
        found = parse_when(text, clock.now(), calendar, load_policy(paths.policy_path()), clock.after)
    except UnreadWhen:
        raise unread(text) from None
    notes = told(found, calendar.country, clock.today())
    if args.json:
        say_json(
            {
                "date": found.date.isoformat(),
                "time": wording.clock(found.time) if found.time else None,
                "promised": found.promised,
                "ambiguous": list(found.ambiguous),
                "note": "; ".join(notes),
            }
        )
        return
    _print(found, notes, clock)


def _print(found: When, notes: tuple[str, ...], clock: Clock) -> None:
    today = clock.today()
    say(wording.next_call(NextCall(found.date, found.time, found.promised), today))
    for note in notes:
        say(note)
    others = [wording.next_call(NextCall(day, at), today) for day, at in found.offers]
    if others:
        say(_("or: %(others)s") % {"others": ", ".join(others)})


def _calendar(country: str, year: int) -> Calendar:
    """Return the days off of a country around a year; RepdeskError where none are known."""
    from repdesk.exchange.public_holidays import known_countries, public_holidays

    if country not in known_countries():
        raise RepdeskError(_("No public holidays are known for %(country)s") % {"country": country})
    years = {one: public_holidays(country, one) for one in (year - 1, year, year + 1)}
    covered = {one: found for one, found in years.items() if found.covered}
    return Calendar(
        off=frozenset(day for found in covered.values() for day in found.off),
        work=frozenset(day for found in covered.values() for day in found.work),
        country=country,
        covered=frozenset(covered),
    )
