"""Amounts and contract dates as a rep types them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.when import parsed, told
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.dates import UnreadWhen
from repdesk.text import visible

if TYPE_CHECKING:
    from repdesk.exchange.amounts import Money


def read_amount(book: Book, text: str) -> int:
    """Read an amount of money into minor units; RepdeskError where it is none."""
    return read_money_in(book.setting("currency"), text).minor


def read_money_in(currency: str | None, text: str) -> Money:
    """Read an amount, in `currency` where the text names no other; RepdeskError where it is none."""
    from repdesk.exchange.amounts import parse_amount

    money = parse_amount(text, currency or "CNY").value
    if money is None:
        raise RepdeskError(_("This is no amount: %(text)s") % {"text": visible(text)}, hint=_("Try 16782 or 1.6万."))
    return money


def told_day(book: Book, text: str) -> str:
    """Return how the day of a contract, a birthday and the like is understood, in words; empty for nothing typed."""
    if not text:
        return ""
    try:
        day = read_day(book, text)
    except RepdeskError as error:  # half a date is no mistake yet
        return error.hint
    return wording.day(day)


def read_day(book: Book, text: str) -> date:
    """Read the start or end of a contract, a day off and the like, which may lie in the past.

    RepdeskError where it is no date, and where it is a part of a day: none is left out in silence.
    """
    from repdesk.exchange.dates import parse_date

    written = parse_date(text).value
    if written is not None and written.clock is None:
        return written.day
    try:
        found = parsed(book, text)
    except UnreadWhen:
        raise RepdeskError(
            _("This is no date I can read: %(text)s") % {"text": visible(text)}, hint=_("Try 2026-12-08.")
        ) from None
    if found.time is not None:
        raise RepdeskError(_("This takes a day, not a time: %(text)s") % {"text": visible(text)})
    return found.date


def told_of_readings(book: Book, text: str) -> tuple[str, ...]:
    """Return what is to be known of a day that may have been meant otherwise; none where one is all it can mean."""
    try:
        found = parsed(book, text)
    except UnreadWhen:  # as files write it
        return ()
    return told(found, book.calendar.country, book.clock.today()) if found.ambiguous else ()
