"""Contacts as the tables that Google and Outlook bring in: their headings, in English whatever the user speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from repdesk.exchange.writing.grid import Column, Grid, Value
from repdesk.exchange.writing.vcard import Card, Number

Program = Literal["google", "outlook"]
_MOST = {"google": 4, "outlook": 2}
"""How many numbers of a contact the program takes."""


def contacts_for(program: Program, cards: Sequence[Card]) -> Grid:
    """Return a row a contact; a name stands whole in its first part, for which of it is the family's is not known."""
    if program == "google":
        headings = ["First Name", "Organization Name", "Organization Title", "E-mail 1 - Label", "E-mail 1 - Value"]
        for place in range(1, _MOST[program] + 1):
            headings += [f"Phone {place} - Label", f"Phone {place} - Value"]
        headings += ["Address 1 - Street", "Address 1 - City", "Birthday", "Labels", "Notes"]
        rows = [_google(card) for card in cards]
    else:
        headings = ["First Name", "Company", "Job Title", "E-mail Address", "Business Phone", "Business Phone 2"]
        headings += ["Business Street", "Business City", "Birthday", "Categories", "Notes"]
        rows = [_outlook(card) for card in cards]
    return Grid(program, tuple(Column(one, one, "phone" if _is_phone(one) else "text") for one in headings), rows)


def _is_phone(heading: str) -> bool:
    return "Phone" in heading and not heading.endswith("Label")


def _google(card: Card) -> tuple[Value, ...]:
    numbers: list[Value] = []
    for number in _numbers(card, _MOST["google"]):
        numbers += ["Work" if number else None, number]
    email = ("Work", card.email) if card.email else (None, None)
    tags = " ::: ".join(("* myContacts", *card.tags))
    where = (card.address, card.region, card.birthday if card.born_in else None)
    return (card.name, card.firm, card.title, *email, *numbers, *where, tags, card.note)


def _outlook(card: Card) -> tuple[Value, ...]:
    numbers = _numbers(card, _MOST["outlook"])
    where = (card.address, card.region, card.birthday if card.born_in else None)
    return (card.name, card.firm, card.title, card.email, *numbers, *where, ";".join(card.tags), card.note)


def _numbers(card: Card, most: int) -> list[str | None]:
    shown = [_written(number) for number in card.numbers[:most]]
    return [*shown, *[None] * (most - len(shown))]


def _written(number: Number) -> str:
    return number.e164 + (f" ext. {number.extension}" if number.extension else "")
