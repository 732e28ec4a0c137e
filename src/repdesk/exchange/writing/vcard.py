"""Contacts as vCards, version 3.0 or 4.0: one card a person, a firm where nobody there is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TextIO
from urllib.parse import quote

from repdesk.exchange.writing.lines import escaped, folded

Version = Literal["3.0", "4.0"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number (E.164) with its extension."""

    e164: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A person at a firm, or with an empty `name` the firm itself; `uid` is the same each time it is written.

    Of a birthday without `born_in` (the year) day and month count.
    """

    uid: str
    firm: str
    name: str = ""
    title: str = ""
    email: str = ""
    birthday: date | None = None
    born_in: bool = True
    numbers: tuple[Number, ...] = ()
    address: str = ""
    region: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""


def write_cards(file: TextIO, cards: Iterable[Card], version: Version = "3.0") -> int:
    """Write the cards; return how many they are."""
    count = 0
    for card in cards:
        file.write("".join(folded(line) for line in _lines(card, version)))
        count += 1
    return count


def _lines(card: Card, version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:{escaped(card.uid)}"
    yield f"FN:{escaped(card.name or card.firm)}"
    # Which part of a name is the family's is not known: it stands whole, and a firm has none.
    yield f"N:{escaped(card.name)};;;;"
    if not card.name:
        yield "X-ABSHOWAS:COMPANY"
        if version == "4.0":
            yield "KIND:org"
    if card.firm:
        yield f"ORG:{escaped(card.firm)}"
    if card.title:
        yield f"TITLE:{escaped(card.title)}"
    for number in card.numbers:
        yield _number(number, version)
    if card.email:
        yield f"EMAIL;TYPE={'INTERNET' if version == '3.0' else 'work'}:{escaped(card.email)}"
    if card.address or card.region:
        yield f"ADR;TYPE={'WORK' if version == '3.0' else 'work'}:;;{escaped(card.address)};{escaped(card.region)};;;"
    if card.birthday is not None:
        yield _birthday(card.birthday, version, year=card.born_in)
    if card.tags:
        yield f"CATEGORIES:{','.join(map(escaped, card.tags))}"
    if card.note:
        yield f"NOTE:{escaped(card.note)}"
    yield "END:VCARD"


def _birthday(day: date, version: Version, *, year: bool) -> str:
    """Return the line of a birthday; 3.0 has no way to leave the year out but that of Apple's address books."""
    if version == "4.0":
        return f"BDAY:{day:%Y%m%d}" if year else f"BDAY:--{day:%m%d}"
    return f"BDAY:{day:%Y-%m-%d}" if year else f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{day:%m-%d}"


def _number(number: Number, version: Version) -> str:
    """Return the line of a number; 3.0 knows no extension, so it stands as people write it."""
    if version == "3.0":
        extension = f" ext. {number.extension}" if number.extension else ""
        return f"TEL;TYPE=WORK,VOICE:{escaped(number.e164 + extension)}"
    extension = f";ext={quote(number.extension)}" if number.extension else ""
    return f'TEL;VALUE=uri;TYPE="work,voice":tel:{quote(number.e164, safe="+")}{extension}'
