"""The people and the numbers of a card."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.card import Card, NumberRow, PersonRow
from repdesk.i18n import _
from repdesk.rules.zones import TheirTime
from repdesk.widgets.card import words
from repdesk.widgets.card.lines import Line, Piece, in_row, rule
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, paragraph, plain


def people(card: Card, width: int) -> list[Line]:
    """Return who is known there."""
    lines = [rule(_("people"), width)]
    for person in card.people:
        lines += in_row(_person(person, card), width)
    none = not card.people
    add = _("nobody yet: add a person") if none else _("+ add a person")
    return [*lines, (Piece(clip(add, width), "muted", Spot("add_person")),)]


def _person(person: PersonRow, card: Card) -> list[Piece]:
    def part(name: str, value: str, style: str = "") -> Piece:
        spot = Spot("person", person.id, name)
        return Piece(value, style, spot) if value else Piece(f"{wording.field(name)}?", "muted", spot)

    stale = _("ask again") if card.is_stale(person.confirmed_on) else ""
    pieces = [
        part("name", plain(person.name), "bold"),
        part("title", plain(person.title)),
        part("is_kp", f"{glyphs().star} {_('KP')}" if person.is_kp else "", "accent"),
        part("role", wording.role(person.role) if person.role else ""),
        part("email", plain(person.email)),
        part("birthday", words.birthday(person.birthday) if person.birthday else ""),
        part("notes", paragraph(person.notes)),
    ]
    return [*pieces, Piece(stale, "warned")] if stale else pieces


def numbers(card: Card, width: int, dialled: int | None, theirs: TheirTime | None = None) -> list[Line]:
    """Return the numbers with whose they are and whether they may be dialled.

    `dialled` is the one a call means; beside it stands what the clock shows there, where that is another time.
    """
    lines = [rule(_("numbers"), width)]
    for number in card.numbers:
        now_there = theirs if number.id == dialled else None
        lines += in_row(_number(card, number, number.id == dialled, now_there), width)
    add = _("+ add a number") if card.numbers else _("no number yet: add one")
    return [*lines, (Piece(clip(add, width), "muted", Spot("add_phone")),)]


def _number(card: Card, number: NumberRow, dialled: bool, theirs: TheirTime | None) -> list[Piece]:
    sign = glyphs().phone if dialled else " " if number.ok else glyphs().bad
    shown = plain(number.shown)
    if number.extension:
        shown = _("%(number)s ext %(n)s") % {"number": shown, "n": plain(number.extension)}
    style = "accent" if dialled else "" if number.ok else "muted"
    whose = Spot("phone", number.id, "contact")
    pieces = [
        Piece(f"{sign} {shown}", style, Spot("phone", number.id, "e164")),
        Piece(plain(number.contact), "", whose) if number.contact else Piece(_("whose?"), "muted", whose),
        Piece(_state(card, number), "" if number.ok else "warned", Spot("phone", number.id, "state")),
    ]
    if theirs is not None:
        pieces.insert(1, Piece(wording.their_time(theirs), "" if theirs.state == "open" else "warned"))
    others = card.shared.get(number.e164, ())
    if others:
        pieces.append(Piece(_("also: %(names)s") % {"names": plain(", ".join(others))}, "warned"))
    return pieces


def _state(card: Card, number: NumberRow) -> str:
    if number.since is not None:
        since = {"day": words.a_day(number.since, card.today), "why": paragraph(number.reason)}
        said = _("do not call since %(day)s: %(why)s") if number.reason else _("do not call since %(day)s")
        return said % since
    if number.bad_on is not None:
        return _("wrong since %(day)s") % {"day": words.a_day(number.bad_on, card.today)}
    if number.confirmed_on is not None:
        return _("good on %(day)s") % {"day": words.a_day(number.confirmed_on, card.today)}
    return _("in order")
