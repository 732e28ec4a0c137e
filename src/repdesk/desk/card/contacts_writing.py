"""The people of a card: added, put right, taken off."""

from __future__ import annotations

from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import CardAct, Edited, card_act
from repdesk.desk.card.typed import one_line, read_birthday, read_email
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Contact
from repdesk.rules.types import ROLES
from repdesk.text import cleaned


def add_contact(book: Book, account_id: int, name: str) -> Edited | None:
    """Put a person on the card; RepdeskError without a name."""
    name = _name(name)
    with card_act(book, "add_contact", account_id) as card:
        (number,) = card.act.insert_many(
            Contact, [{"account_id": account_id, "name": name, "confirmed_on": card.today}]
        )
        card.row = number
        card.tell(f"contact:{number}", None, name)
    return card.edited()


def edit_contact(book: Book, account_id: int, contact_id: int, part: str, text: str) -> Edited | None:
    """Set name, title, role (one of `ROLES`), is_kp ("1" or "0"), email, birthday or notes of a person.

    To save it unchanged confirms the person. RepdeskError where it cannot be taken, or the person is gone.
    """
    value = _read(book, part, text)
    with card_act(book, "edit_contact", account_id) as card:
        row = _on_card(card, contact_id)
        was = getattr(row, part)
        if was != value or row.confirmed_on != card.today:
            card.act.update_many(Contact, {contact_id: {part: value, "confirmed_on": card.today}})
            card.tell(f"contact:{contact_id}.{part}", _said(was), _said(value))
    return card.edited()


def remove_contact(book: Book, account_id: int, contact_id: int) -> Edited | None:
    """Take a person off the card; their numbers stay."""
    with card_act(book, "remove_contact", account_id) as card:
        row = _on_card(card, contact_id)
        card.tell(f"contact:{contact_id}", row.name, None)
        card.act.retract(Contact, contact_id)
    return card.edited()


def _on_card(card: CardAct, contact_id: int) -> Contact:
    return card.own(Contact, contact_id, _("This person is no longer on the card"))


def _name(text: str) -> str:
    name = one_line(text)
    if not name:
        raise RepdeskError(_("A person needs a name"))
    return name


def _said(value: object) -> object:
    return None if value == "" else value


def _read(book: Book, part: str, text: str) -> object:
    """Return a part of a person as the book keeps it."""
    if part == "role":
        if text and text not in ROLES:
            raise ValueError(f"there is no role {text}")
        return text or None
    if part == "birthday":
        day = read_birthday(book, text)
        return day.isoformat() if day else None
    if part == "notes":
        return cleaned(text.strip())
    if part == "is_kp":
        return int(text)
    return {"name": _name, "title": one_line, "email": read_email}[part](text)
