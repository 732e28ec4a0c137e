"""How the people and numbers of a card are edited."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.card import Card
from repdesk.desk.card.typed import UNKNOWN_YEAR
from repdesk.i18n import _
from repdesk.rules.types import ROLES
from repdesk.screens.acts import Done
from repdesk.screens.card import acts
from repdesk.screens.card.edit_ways import Asked, AtOnce, Picked, Way, one_text
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.plain import paragraph


def person(book: Book, card: Card, spot: Spot) -> Way | None:
    """Return how a part of a person is edited."""
    one = card.person.account_id
    person = next((row for row in card.people if row.id == spot.id), None)
    if person is None:
        return None

    def save(text: str) -> Done | None:
        return acts.edit_person(book, one, spot.id, spot.part, text)

    if spot.part == "is_kp":
        return AtOnce(lambda: save("0" if person.is_kp else "1"))
    if spot.part == "role":
        roles = ("", *ROLES)
        lines = (_("not known"), *map(wording.role, ROLES))
        return Picked(_("Role"), lines, roles.index(person.role or ""), lambda at: AtOnce(lambda: save(roles[at])))
    value = getattr(person, spot.part)
    if spot.part == "birthday":
        value = "" if value is None else _typed_birthday(value.year, value.isoformat())
    return one_text(wording.field(spot.part), value, save)


def _typed_birthday(year: int, written: str) -> str:
    return written[5:] if year == UNKNOWN_YEAR else written


def add_person(book: Book, card: Card, _spot: Spot) -> Way:
    """Return how a person is added."""
    return one_text(_("name"), "", lambda text: acts.add_person(book, card.person.account_id, text))


def phone(book: Book, card: Card, spot: Spot) -> Way | None:
    """Return how a number, its owner or its state is edited."""
    one = card.person.account_id
    number = next((row for row in card.numbers if row.id == spot.id), None)
    if number is None:
        return None
    if spot.part == "e164":
        extension = f" ext {number.extension}" if number.extension else ""
        return one_text(
            wording.field("e164"),
            f"{number.shown}{extension}",
            lambda text: acts.edit_number(book, one, spot.id, text),
        )
    if spot.part == "contact":
        owners = (None, *(person.id for person in card.people))
        lines = (_("the company's"), *(paragraph(person.name) for person in card.people))[:12]
        at = owners.index(number.contact_id) if number.contact_id in owners[:12] else 0
        return Picked(_("Whose number is it?"), lines, at,
                      lambda to: AtOnce(lambda: acts.assign_number(book, one, spot.id, owners[to])))  # fmt: skip
    if number.since is not None:
        return Asked(
            _("what did they do, and when?"),
            _("Only the customer's own act lifts do-not-call; it is kept with its date."),
            lambda why: acts.allow_number(book, one, number.e164, why),
        )
    return AtOnce(lambda: acts.mark_number(book, one, spot.id, bad=number.bad_on is None))


def add_phone(book: Book, card: Card, _spot: Spot) -> Way:
    """Return how a number is added."""
    return one_text(_("number"), "", lambda text: acts.add_number(book, card.person.account_id, text))
