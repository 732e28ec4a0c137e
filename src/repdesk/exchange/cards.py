"""Cards of people and firms as rows, under headings that books have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from repdesk.exchange.heading_row import Row
from repdesk.exchange.plain import name_key
from repdesk.exchange.vcard import Card, Property

_COLUMNS = (
    ("name", "Company"),
    ("contact", "Contact"),
    ("title", "Job title"),
    ("phone", "Phone"),
    ("email", "Email"),
    ("region", "Region"),
    ("address", "Address"),
    ("tags", "Tags"),
    ("birthday", "Birthday"),
    ("website", "Website"),
    ("notes", "Notes"),
)
_NO_CALLS = frozenset({"fax", "pager", "modem"})
_TAKEN = frozenset(
    {
        *(
            "FN",
            "N",
            "ORG",
            "TITLE",
            "ROLE",
            "TEL",
            "EMAIL",
            "ADR",
            "LABEL",
            "NOTE",
            "CATEGORIES",
            "BDAY",
            "URL",
            "KIND",
        ),
        *(
            "UID",
            "REV",
            "PRODID",
            "PHOTO",
            "LOGO",
            "SOUND",
            "KEY",
            "TZ",
            "GEO",
            "MAILER",
            "SORT-STRING",
            "CLASS",
            "XML",
        ),
        *("SOURCE", "CLIENTPIDMAP", "PROFILE", "X-ABSHOWAS", "X-ABUID", "X-ABLABEL", "X-ABADR", "X-CLASS"),
        *("X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME", "X-PHONETIC-ORG"),
    }
)
"""Properties with a column of their own, and those that say nothing of a customer."""
_PAUSE = re.compile(r"[,;pPwW]+\s*(\d{1,8})#?$")
_URI = re.compile(r"(?:tel|mailto):([^;?]*)(?:;ext=(\d+))?.*", re.IGNORECASE | re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff]")


def records_of(cards: Iterable[Card]) -> list[Row]:
    """Return a row of headings, of which some card says something, then a row for each card in its order."""
    found = [_said(card) for card in cards]
    used = [(key, heading) for key, heading in _COLUMNS if key in ("name", "phone") or any(key in one for one in found)]
    rows = [tuple(one.get(key, "") for key, _heading in used) for one in found]
    return [tuple(heading for _key, heading in used), *rows]


def _said(card: Card) -> dict[str, str]:
    """Return what a card says, by column; what it says twice and has no column for is in the notes."""
    firm, department, person = _who(card)
    numbers = [one for one in card.all("TEL") if not one.types & _NO_CALLS]
    mails = [_address_of(one) for one in card.all("EMAIL")]
    region, address = _where(card)
    others = [f"{one.name}: {_line(one)}" for one in card.properties if one.name not in _TAKEN and _line(one)]
    lines = [
        *(one.text.strip() for one in card.all("NOTE")),
        *department,
        *(f"Fax: {_number(one)}" for one in card.all("TEL") if one.types & _NO_CALLS),
        *(f"Email: {mail}" for mail in mails[1:]),
        *others,
        *card.unread,
    ]
    said = {
        "name": firm or person,
        "contact": person,
        "title": _first_of(card, "TITLE", "ROLE"),
        "phone": " / ".join(dict.fromkeys(map(_number, numbers))),
        "email": next(iter(mails), ""),
        "region": region,
        "address": address,
        "tags": ", ".join(part for one in card.all("CATEGORIES") for part in one.parts(",") if part),
        "birthday": _first_of(card, "BDAY"),
        "website": _first_of(card, "URL"),
        "notes": "\n".join(filter(None, lines)),
    }
    return {key: text for key, text in said.items() if text}


def _who(card: Card) -> tuple[str, list[str], str]:
    """Return the firm, its departments and the person; a card of a firm alone has no person."""
    organisation = card.first("ORG")
    firm, *departments = organisation.parts() if organisation else [""]
    person = _first_of(card, "FN") or _name(card.first("N"))
    kind, shown_as = _first_of(card, "KIND").lower(), _first_of(card, "X-ABSHOWAS").upper()
    if kind == "org" or shown_as == "COMPANY":
        return firm or person, departments, ""
    if firm and name_key(firm) == name_key(person):
        return firm, departments, ""
    return firm, departments, person


def _name(name: Property | None) -> str:
    """Return a name from its parts: family's, given, further, before and after it."""
    family, given, further, before, after = ([*name.parts(), *[""] * 5] if name else [""] * 5)[:5]
    if _HAN.search(family + given):
        return family + given
    return " ".join(filter(None, (before, given, further, family, after)))


def _where(card: Card) -> tuple[str, str]:
    """Return the region and the address of the preferred place."""
    place = card.first("ADR")
    if place is None:
        return "", _first_of(card, "LABEL")
    box, suite, street, town, region, code, country = [*place.parts(), *[""] * 7][:7]
    wider = [one for one in (region, town) if one] or [one for one in (country,) if one]
    rest = [one for one in (box, suite, street, code, country if wider != [country] else "") if one]
    return " ".join(dict.fromkeys(wider)), ", ".join(rest)


def _number(one: Property) -> str:
    """Return a number as people write it, with its extension."""
    uri = _URI.fullmatch(one.text.strip())
    if uri is not None:
        return uri[1] + (f" ext {uri[2]}" if uri[2] else "")
    return _PAUSE.sub(r" ext \1", " ".join(one.text.split()))


def _address_of(one: Property) -> str:
    uri = _URI.fullmatch(one.text.strip())
    return uri[1] if uri else one.text.strip()


def _first_of(card: Card, *names: str) -> str:
    """Return the text of the first of these properties that says anything."""
    return next((one.text.strip() for name in names if (one := card.first(name)) is not None), "")


def _line(one: Property) -> str:
    return " ".join(filter(None, one.parts()))
