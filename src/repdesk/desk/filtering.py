"""A filter over the book: what was typed is read, and told where it is not understood."""

from __future__ import annotations

from datetime import date

from repdesk.desk.book import Book
from repdesk.desk.currencies import currencies
from repdesk.desk.customers import Listed
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.money import minor_per_unit
from repdesk.rules.dates import UnreadWhen, parse_when
from repdesk.rules.filter_fields import FIELDS, Kind, Traits
from repdesk.rules.filters import Filter, UnreadFilter, parse_filter
from repdesk.rules.scoring import amount_of
from repdesk.text import visible

_UNDERSTOOD: dict[Kind, str] = {
    "text": N_("part of a text, none or any"),
    "digits": N_("part of a number, none or any"),
    "number": N_("a number, none or any"),
    "money": N_("an amount such as 50000, 50k, 5万"),
    "days": N_("days such as 20d, 3w, 2m"),
    "date": N_("a date such as fri, 12-08, 明天, none or any"),
}


def read_filter(book: Book, text: str) -> Filter:
    """Read a filter as it was typed; RepdeskError names the word that is not understood and what would be."""

    def day(words: str) -> date | None:
        try:
            return parse_when(words, book.clock.now(), book.calendar, book.policy).date
        except UnreadWhen:
            return None

    try:
        return parse_filter(text, day, minor_per_unit(currencies(book).own or ""))
    except UnreadFilter as error:
        raise _unread(error) from None


def _unread(error: UnreadFilter) -> RepdeskError:
    """Say which word is not understood, and what would be."""
    word, field = visible(error.word), error.field
    if error.fault == "field":
        hint = _("Known: %(names)s") % {"names": ", ".join(known.shown for known in FIELDS)}
        return RepdeskError(_("No field is called %(word)s") % {"word": word}, hint=hint)
    if error.fault == "quote":
        return RepdeskError(_("A quote is not closed"), word)
    if error.fault == "long" or field is None:
        return RepdeskError(_("This filter is too long"))
    if error.fault == "sign":
        title = _("%(field)s takes no %(sign)s") % {"field": field.name, "sign": word}
        return RepdeskError(title, hint=_("Use : or -"))
    words = ", ".join(field.words) if field.kind in ("word", "flag") else _(_UNDERSTOOD[field.kind])
    title = _("%(field)s cannot be %(word)s") % {"field": field.name, "word": word or '""'}
    return RepdeskError(title, hint=_("Understood: %(words)s") % {"words": words})


def fitting(book: Book, listed: list[Listed], wanted: Filter) -> list[Listed]:
    """Return those of the list who fit, in its order."""
    today = book.clock.today()
    return [one for one in listed if wanted.holds(traits_of(one, today))]


def traits_of(one: Listed, today: date) -> Traits:
    """Return what a filter may ask of a customer."""
    account, known = one.account, one.known
    texts = {
        "name": (known.name,),
        "person": tuple(person.name for person in one.people),
        "phone": tuple(phone.e164 for phone in one.phones),
        "region": (known.region, known.address),
        "industry": (known.industry,),
        "size": (known.size,),
        "need": (known.need,),
        "rival": (known.rival,),
        "owner": (known.owner,),
        "notes": (known.notes,),
    }
    nxt = account.next_call
    flags = {
        "callable": one.callable,
        "do_not_call": account.do_not_call,
        "bad_number": any(phone.bad for phone in one.phones),
        "promised": nxt is not None and nxt.promised,
        "referred": account.referred,
    }
    return Traits(
        account.id,
        today,
        one.grade.grade,
        one.stage,
        account.intent,
        one.contract_status,
        {name: kept for name, values in texts.items() if (kept := tuple(value for value in values if value))},
        frozenset(name for name, up in flags.items() if up),
        amount_of(account),
        one.completeness,
        account.unanswered,
        account.last_call,
        account.last_conversation,
        account.last_effective,
        nxt.date if nxt is not None else None,
        account.contract_end,
    )
