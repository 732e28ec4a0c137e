"""Customers as contacts: one a person, the customer itself where nobody there is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repdesk.desk.card.typed import UNKNOWN_YEAR
from repdesk.desk.sheet import Sheet
from repdesk.exchange.writing.vcard import Card, Number
from repdesk.i18n import _
from repdesk.store.connect import origin_of
from repdesk.store.reading.columns import read_plain
from repdesk.store.reading.labels import read_tags
from repdesk.store.reading.taking_out import NumberOut, PersonOut, read_numbers_out, read_people_out

_AT_ONCE = 1_000


def cards_of(sheet: Sheet, ids: Sequence[int]) -> Iterator[Card]:
    """Yield the contacts of these customers in their order.

    A number goes with the person it is known to be of, else with each, for then it is the firm's. Numbers that are
    wrong or must not be called are none of a contact; that a customer must not be called is said in the note.
    """
    there = [number for number in ids if number in sheet.accounts]
    for start in range(0, len(there), _AT_ONCE):
        yield from _cards(sheet, there[start : start + _AT_ONCE])


def _cards(sheet: Sheet, ids: Sequence[int]) -> Iterator[Card]:
    conn = sheet.book.read()
    book = origin_of(conn).hex()[:12]
    names, notes, addresses, regions = (read_plain(conn, one, ids) for one in ("name", "notes", "address", "region"))
    people, numbers, tags = read_people_out(conn, ids), read_numbers_out(conn, ids), read_tags(conn, ids)
    for number in ids:
        barred = [_("do not call")] if sheet.accounts[number].do_not_call else []
        known = people.get(number, ())
        fit = [one for one in numbers.get(number, ()) if not (one.bad or one.barred)]
        for person in known or (_NOBODY,):
            yield Card(
                uid=f"repdesk-{book}-{number}" + (f"-{person.id}" if person.id else ""),
                firm=names.get(number, ""),
                name=person.name,
                title=person.title,
                email=person.email,
                birthday=person.birthday,
                born_in=person.birthday is None or person.birthday.year != UNKNOWN_YEAR,
                numbers=tuple(_numbers_of(person, fit, known)),
                address=addresses.get(number, ""),
                region=regions.get(number, ""),
                tags=tags.get(number, ()),
                note="\n".join(filter(None, (*barred, notes.get(number, "")))),
            )


_NOBODY = PersonOut(0, "", "", "", None)


def _numbers_of(person: PersonOut, numbers: Sequence[NumberOut], people: Sequence[PersonOut]) -> Iterator[Number]:
    others = {one.id for one in people} - {person.id}
    for number in numbers:
        if number.person not in others:
            yield Number(number.e164, number.extension)
