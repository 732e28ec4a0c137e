"""A filter over the book: what was typed is read, and told where it is not understood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from repdesk.desk.book import Book
from repdesk.desk.currencies import currencies
from repdesk.desk.filter_facts import found, own_fields
from repdesk.desk.sheet import Sheet
from repdesk.desk.when import parsed
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.money import minor_per_unit
from repdesk.rules.dates import UnreadWhen
from repdesk.rules.filters import Condition, Filter, UnreadFilter, parse_filter
from repdesk.rules.filters.fields import FIELDS, FilterField, Kind, Value
from repdesk.text import visible

_UNDERSTOOD: dict[Kind, str] = {
    "text": N_("part of a text, none or any"),
    "label": N_("a whole tag, none or any"),
    "digits": N_("part of a number, none or any"),
    "number": N_("a number, none or any"),
    "money": N_("an amount such as 50000, 50k, 5万"),
    "days": N_("days such as 20d, 3w, 2m"),
    "date": N_("a date such as fri, 12-08, 明天, none or any"),
}


def read_filter(book: Book, text: str, sheet: Sheet | None = None) -> Filter:
    """Read a filter as it was typed; RepdeskError names the word that is not understood and what would be.

    A `sheet` at hand knows the book's currency already.
    """

    def day(words: str) -> date | None:
        try:
            return parsed(book, words).date
        except UnreadWhen:
            return None

    own, currency = own_fields(book), currencies(book).own if sheet is None else sheet.currency
    try:
        return parse_filter(text, day, minor_per_unit(currency), own)
    except UnreadFilter as error:
        raise _unread(error, (*FIELDS, *own)) from None


def _unread(error: UnreadFilter, fields: Iterable[FilterField]) -> RepdeskError:
    """Say which word is not understood, and what would be."""
    word, field = visible(error.word), error.field
    if error.fault == "field":
        hint = _("Known: %(names)s") % {"names": ", ".join(known.shown for known in fields)}
        return RepdeskError(_("No field is called %(word)s") % {"word": word}, hint=hint)
    if error.fault == "quote":
        return RepdeskError(_("A quote is not closed"), word)
    if error.fault == "long" or field is None:
        return RepdeskError(_("This filter is too long"))
    if error.fault == "sign":
        title = _("%(field)s takes no %(sign)s") % {"field": field.shown, "sign": word}
        return RepdeskError(title, hint=_("Use : or -"))
    words = ", ".join(field.words) if field.kind in ("word", "flag") else _(_UNDERSTOOD[field.kind])
    title = _("%(field)s cannot be %(word)s") % {"field": field.shown, "word": word or '""'}
    return RepdeskError(title, hint=_("Understood: %(words)s") % {"words": words})


def matching(sheet: Sheet, wanted: Filter) -> frozenset[int]:
    """Return the accounts that fit; those of each word are kept, so that a filter is typed on at the cost of one."""
    fitting = frozenset(sheet.accounts)
    for condition in wanted.conditions:
        fitting &= sheet.once(("fits", condition.word), partial(_fitting, sheet, condition))
    return fitting


def _fitting(sheet: Sheet, condition: Condition) -> frozenset[int]:
    """Return who fits one word: each value that is on record is looked at but once."""
    values, nothing = found(sheet, condition.field), condition.fits(())
    known: dict[tuple[Value, ...], bool] = {}
    fitting = set()
    for number in sheet.accounts:
        value = values.get(number)
        if value is None:
            fits = nothing
        elif (held := known.get(value)) is not None:
            fits = held
        else:
            fits = known[value] = condition.fits(value)
        if fits:
            fitting.add(number)
    return frozenset(fitting)
