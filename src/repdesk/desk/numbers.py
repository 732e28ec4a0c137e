"""Customers whose numbers are in trouble, and numbers that are not yet in their international form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from repdesk.desk.book import Book
from repdesk.desk.funnel import in_walk_order
from repdesk.errors import RepdeskError
from repdesk.exchange.e164 import is_country, may_exist, says_its_country
from repdesk.exchange.phones import Number, parse_phones
from repdesk.i18n import _
from repdesk.progress import Progress, silent
from repdesk.rules.number_troubles import TROUBLES, NumberFacts, Trouble, trouble_of
from repdesk.store.reading.customer import PhoneRow, grouped, read_phones
from repdesk.store.reading.day import read_names
from repdesk.text import cleaned, visible

__all__ = [
    "TROUBLES",
    "BadNumbers",
    "Normalising",
    "Renumbered",
    "Trouble",
    "bad_numbers",
    "normalising",
    "read_country",
    "refusals",
    "troubles",
]

_STEP = 2_000  # accounts between two words of progress


def troubles(book: Book, progress: Progress = silent) -> dict[Trouble, tuple[int, ...]]:
    """Return the accounts by what is wrong with their numbers, each in the order to call them through."""
    phones, accounts = read_phones(book.read()), book.accounts(book.list_day())
    found: dict[Trouble, list[int]] = {one: [] for one in TROUBLES}
    for done, account in enumerate(accounts):
        if done and done % _STEP == 0:
            progress(done, len(accounts))
        facts = [_facts(phone) for phone in phones.get(account.id, ())]
        trouble = trouble_of(facts, do_not_call=account.do_not_call or account.refused_for_good)
        if trouble is not None:
            found[trouble].append(account.id)
    return {one: in_walk_order(book, ids) for one, ids in found.items()}


def _facts(phone: PhoneRow) -> NumberFacts:
    return NumberFacts(phone.bad, phone.suppressed, may_exist(phone.e164))


@dataclass(frozen=True, slots=True)
class BadNumbers:
    """A customer whose numbers are in trouble, with its numbers in order."""

    account_id: int
    name: str
    trouble: Trouble
    phones: tuple[PhoneRow, ...]


def bad_numbers(book: Book, progress: Progress = silent) -> tuple[BadNumbers, ...]:
    """Return every customer whose numbers are in trouble, the gravest first, in the order to call them through."""
    found, phones = troubles(book, progress), read_phones(book.read())
    names = read_names(book.read(), chain(*found.values()))
    return tuple(
        BadNumbers(account_id, names[account_id][0], trouble, phones.get(account_id, ()))
        for trouble, ids in found.items()
        for account_id in ids
    )


Refused = Literal["no_number", "twice"]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A number as it is and as it would be; `why` says what speaks against it, empty where nothing does."""

    phone_id: int
    account_id: int
    before: str
    after: str = ""
    extension: str = ""
    why: Refused | Literal[""] = ""

    @property
    def shown(self) -> str:
        """Return what it is now as a person reads it: a text that is no number stands as it is."""
        return grouped(self.before) if self.before.startswith("+") else self.before

    @property
    def becomes(self) -> str:
        """Return what it would be as a person reads it."""
        return grouped(self.after)


@dataclass(frozen=True, slots=True)
class Normalising:
    """What comes of reading the numbers again as those of a country: those that change, and those that cannot."""

    country: str
    reread: bool
    changes: tuple[Renumbered, ...] = ()
    refused: tuple[Renumbered, ...] = ()
    fine: int = 0
    names: Mapping[int, str] = field(default_factory=dict)
    """The names of the customers whose numbers change, or cannot."""


def normalising(
    book: Book, country: str | None = None, *, reread: bool = False, progress: Progress = silent
) -> Normalising:
    """Return how numbers would be read that are in no international form, as those of `country` (ISO 3166).

    The country is the book's where none is given. With `reread` it is also those that are, but were given without the
    code of their country, such as a file that was read as that of another country. RepdeskError without a country.
    """
    region = _country(book, country)
    phones, accounts = read_phones(book.read()), book.accounts(book.list_day())
    changes, refused, fine = list[Renumbered](), list[Renumbered](), 0
    for done, account in enumerate(accounts):
        if done and done % _STEP == 0:
            progress(done, len(accounts))
        numbers = phones.get(account.id, ())
        taken = {(one.e164, one.extension) for one in numbers}
        for phone in numbers:
            read = _read_again(phone, region, reread=reread)
            if read is None:
                fine += 1
                continue
            one = _renumbered(phone, account.id, read, taken)
            (refused if one.why else changes).append(one)
    named = read_names(book.read(), [one.account_id for one in (*changes, *refused)])
    names = {account_id: name for account_id, (name, _kp) in named.items()}
    return Normalising(region, reread, tuple(changes), tuple(refused), fine, names)


def _read_again(phone: PhoneRow, region: str, *, reread: bool) -> Number | Literal["no_number"] | None:
    """Return a number as it reads now, None where it is in order."""
    valid = may_exist(phone.e164)
    if valid and (not reread or says_its_country(phone.raw) or not phone.raw):
        return None
    for text in (phone.raw, phone.e164):
        found = [one for one in parse_phones(text, region) if isinstance(one, Number)]
        if len(found) == 1:
            return None if valid and found[0].e164 == phone.e164 else found[0]
    return None if valid else "no_number"


def _renumbered(
    phone: PhoneRow, account_id: int, read: Number | Literal["no_number"], taken: set[tuple[str, str]]
) -> Renumbered:
    before = phone.e164 or phone.raw
    if isinstance(read, str):
        return Renumbered(phone.id, account_id, before, why=read)
    extension = cleaned(read.extension) or phone.extension
    why: Refused | Literal[""] = "twice" if (read.e164, extension) in taken else ""
    taken.add((read.e164, extension))
    return Renumbered(phone.id, account_id, before, read.e164, extension, why)


def _country(book: Book, country: str | None) -> str:
    code = country or book.setting("country") or book.setting("phone_region")
    if not code:
        raise RepdeskError(
            _("Which country are numbers without a country code in?"),
            hint=_("Name it, such as CN or GB, or set the book's country."),
        )
    return read_country(code)


def read_country(text: str) -> str:
    """Return the code of a country (ISO 3166) as it was typed; RepdeskError where no numbers of it are known."""
    code = text.strip().upper()
    if not is_country(code):
        raise RepdeskError(_("No numbers are known of a country %(code)s") % {"code": visible(code)})
    return code


def refusals(found: Normalising) -> Iterator[tuple[str, str, str]]:
    """Yield customer, number and why it stays as it is."""
    said = {
        "no_number": _("no number of %(country)s") % {"country": found.country},
        "twice": _("the card has it already"),
    }
    for one in found.refused:
        yield visible(found.names[one.account_id]), visible(one.shown), said[one.why]
