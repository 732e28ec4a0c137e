"""What a rep types into a card: amounts in the customer's currency, e-mail addresses, birthdays, hours, places."""

from __future__ import annotations

import re
from datetime import date, time

from repdesk.desk.book import Book
from repdesk.desk.typed import read_day, read_money_in
from repdesk.errors import RepdeskError
from repdesk.exchange.zone_names import SeveralZones, read_zone, zone_title
from repdesk.i18n import _, language
from repdesk.rules.dates.call_windows import UnreadWindow, read_window
from repdesk.text import cleaned, visible

UNKNOWN_YEAR = 1904
"""The year of a birthday of which only day and month are known: it has a 29th of February, and nobody is that old."""
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NONE = frozenset({"", "-", "none", "any", "anytime", "无", "不限", "随时"})


def one_line(text: str) -> str:
    """Return a text as a field of one line keeps it."""
    return cleaned(" ".join(text.split()))


def read_money(book: Book, text: str, currency: str | None) -> tuple[int | None, str | None]:
    """Return minor units and the currency to keep, None for an empty text; RepdeskError where it is no amount.

    `currency` is the one the customer's money is in, None where none is known: then a sign such as £ says it.
    """
    known = currency or book.setting("currency")
    if not text.strip():
        return None, currency
    money = read_money_in(known, text)
    if known is not None and money.currency != known:
        raise RepdeskError(_("The money of this customer is in %(currency)s") % {"currency": known})
    return money.minor, money.currency if known is None and money.currency != "CNY" else currency


def read_email(text: str) -> str:
    """Return an e-mail address; RepdeskError where the text is none."""
    address = one_line(text)
    if address and not _EMAIL.fullmatch(address):
        raise RepdeskError(_("This is no e-mail address: %(text)s") % {"text": visible(text)})
    return address


def read_birthday(book: Book, text: str) -> date | None:
    """Return a birthday or anniversary; one that would lie ahead has no year (`UNKNOWN_YEAR`)."""
    if not text.strip():
        return None
    day = read_day(book, text)
    return day.replace(year=UNKNOWN_YEAR) if day > book.clock.today() else day


def read_place(text: str) -> str | None:
    """Return the time zone that is named by a city, a country or UTC+8, None for an empty text; RepdeskError."""
    if text.strip().lower() in _NONE:
        return None
    try:
        zone = read_zone(text)
    except SeveralZones as several:
        places = ", ".join(zone_title(zone, language()) for zone in several.zones)
        raise RepdeskError(
            _("%(country)s has several time zones") % {"country": visible(text.strip())},
            hint=_("Name a city, such as %(places)s.") % {"places": places},
        ) from None
    if zone is None:
        raise RepdeskError(
            _("This is no place whose time I know: %(text)s") % {"text": visible(text)},
            hint=_("Try a large city, a country, or UTC+8; - for none."),
        )
    return zone


def read_hours(book: Book, text: str) -> tuple[time, time] | None:
    """Return the stated call window, None where the customer has no wish; RepdeskError where it cannot be read."""
    if text.strip().lower() in _NONE:
        return None
    try:
        return read_window(text, book.policy)
    except UnreadWindow:
        raise RepdeskError(
            _("These are no hours I can read: %(text)s") % {"text": visible(text)},
            hint=_("Try 9:30-11:00, 2pm-4pm, after 3pm or 下午; - for none."),
        ) from None
