"""The panels of a card: what they need, what is signed and sold, what kind of company it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from repdesk import wording
from repdesk.desk.card import Card, ContractRow, DealRow
from repdesk.i18n import N_, _
from repdesk.money import in_full
from repdesk.rules.zones import TheirTime
from repdesk.widgets.card import words
from repdesk.widgets.card.lines import Line, Piece, in_row, labelled, rule
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.plain import cells, clip, fit, paragraph, plain

_FACTS = ("need", "rival", "obstacle")
_FIRM = ("industry", "size", "region", "address", "owner")
_ASKS = {
    "need": N_("what for, by when?"),
    "rival": N_("with whom now?"),
    "obstacle": N_("what speaks against us?"),
    "notes": N_("nothing noted"),
}
_UNKNOWN = "-"
_WIDEST = 14  # cells of a label
_MOST, _MOST_NOTES = 4, 8  # lines of one field


def _labels(names: Iterable[str]) -> int:
    return min(_WIDEST, max(cells(wording.field(name)) for name in names))


def needs(card: Card, width: int) -> list[Line]:
    """Return what they need, whom they use, what speaks against us, each with the day it was confirmed; notes."""
    lines = [rule(_("needs and obstacles"), width)]
    label = _labels((*_FACTS, "notes"))
    for name in _FACTS:
        text: str = getattr(card.fields, name)
        on: date | None = getattr(card.fields, f"{name}_on")
        lines += _text(name, text, width, label, _confirmed(card, on) if text and on is not None else None)
    return lines + _text("notes", card.fields.notes, width, label)


def _confirmed(card: Card, on: date) -> Piece:
    """Return the day a fact was confirmed, and whether that was too long ago."""
    day = words.a_day(on, card.today)
    if card.is_stale(on):
        return Piece(_("ask again, %(day)s") % {"day": day}, "warned")
    return Piece(day, "muted")


def _text(name: str, text: str, width: int, label: int, tail: Piece | None = None) -> list[Line]:
    asks = _(_ASKS[name]) if name in _ASKS else _UNKNOWN
    return labelled(
        (wording.field(name), label),
        text or asks,
        Spot("field", part=name),
        width,
        style="" if text else "muted",
        most=_MOST_NOTES if name == "notes" else _MOST,
        tail=tail,
    )


def contracts(card: Card, width: int) -> list[Line]:
    """Return what is signed and what is being sold, with their money and days."""
    lines = [rule(_("contract and money"), width)]
    for contract in card.contracts:
        lines += in_row(_contract(card, contract), width)
    if card.asks_for_dates:
        lines.append((Piece(clip(_("! its dates are asked for"), width), "warned"),))
    add = _("+ add a contract") if card.contracts else _("no contract yet: add one")
    lines.append((Piece(clip(add, width), "muted", Spot("add_contract")),))
    for deal in card.deals:
        lines += in_row(_deal(card, deal), width)
    minor = card.fields.estimate
    worth = "" if minor is None else in_full(minor, card.person.currency)
    return lines + _text("estimate", worth, width, _labels(("estimate",)))


def _contract(card: Card, contract: ContractRow) -> list[Piece]:
    def part(name: str, value: str) -> Piece:
        spot = Spot("contract", contract.id, name)
        return (
            Piece(value, "muted" if contract.status == "lost" else "", spot)
            if value
            else Piece(f"{wording.field(name)}?", "muted", spot)
        )

    amount = "" if contract.amount is None else in_full(contract.amount, contract.currency or card.person.currency)
    days = [words.with_year(day) if day else "" for day in (contract.start, contract.end)]
    pieces = [
        part("status", wording.state(contract.status)),
        part("amount", amount),
        part("start_on", days[0]),
        Piece(_("to"), "muted"),
        part("end_on", days[1]),
    ]
    if contract.status == "signed" and contract.end is not None:
        left = (contract.end - card.today).days
        ends = _("%(n)d d left") % {"n": left} if left >= 0 else _("ended %(n)d d ago") % {"n": -left}
        pieces.append(Piece(ends, "muted" if left >= 0 else "warned"))
    return pieces


def _deal(card: Card, deal: DealRow) -> list[Piece]:
    pieces = [
        Piece(_("deal"), "muted"),
        Piece(f"{deal.stage} {wording.stage(deal.stage)}", "", Spot("deal", deal.id, "stage")),
    ]
    if deal.amount is not None:
        pieces.append(Piece(in_full(deal.amount, deal.currency or card.person.currency)))
    if deal.expected is not None:
        pieces.append(Piece(_("expected %(day)s") % {"day": words.a_day(deal.expected, card.today)}, "muted"))
    return pieces


def firm(card: Card, width: int, theirs: TheirTime | None = None) -> list[Line]:
    """Return what kind of company it is, where it came from, and when and whether it may be called.

    `theirs` is what its clock shows, where that is another time.
    """
    fields = card.fields
    lines = [rule(_("company"), width)]
    label = _labels((*_FIRM, "anniversary", "source", "window", "timezone", "do_not_call", "tags"))
    for name in _FIRM:
        lines += _text(name, getattr(fields, name), width, label)
    came = wording.source(fields.source) if fields.source else ""
    source = " ".join(part for part in (came, paragraph(fields.source_name)) if part)
    if fields.referrer and fields.referrer != fields.source_name:
        source = f"{source} ({plain(fields.referrer)})"
    window, here = card.person.window, card.person.window_here
    hours = "" if window is None else wording.window(window)
    if here is not None and here != window:
        hours = _("%(hours)s, here %(here)s") % {"hours": hours, "here": wording.window(here)}
    born = words.birthday(fields.anniversary) if fields.anniversary else ""
    forbidden = fields.do_not_call_on or fields.refused_on
    barred = ""
    if forbidden is not None:
        said = _("do not call") if fields.do_not_call_on else _("refused for good")
        barred = _("%(what)s since %(day)s") % {"what": said, "day": words.a_day(forbidden, card.today)}
    for name, value, spot in (
        ("anniversary", born, Spot("field", part="anniversary")),
        ("source", source, Spot("source")),
        ("window", hours, Spot("window")),
        ("timezone", wording.their_time(theirs) if theirs else card.zone_called, Spot("timezone")),
        ("do_not_call", barred or _("no"), Spot("do_not_call")),
    ):
        closed = theirs is not None and theirs.state != "open"
        warned = (bool(barred) and name == "do_not_call") or (closed and name == "timezone")
        style = "warned" if warned else "" if value else "muted"
        tail = _best_hours(card) if name == "window" else None
        lines += labelled((wording.field(name), label), value or _UNKNOWN, spot, width, style=style, tail=tail)
    return lines + _tags(card, label, width)


def _best_hours(card: Card) -> Piece | None:
    """Return the hours the customer is best reached in, where it has stated none."""
    known = wording.suiting(None, card.person.best) if card.person.window is None else ""
    return Piece(known, "muted") if known else None


def _tags(card: Card, label: int, width: int) -> list[Line]:
    """Return the tags, each a field of its own, and where one is added."""
    add = Piece(_("+ add a tag"), "muted", Spot("add_tag"))
    pieces = [*(Piece(f"#{plain(tag)}", "", Spot("tag", part=tag)) for tag in card.tags), add]
    first, *rest = in_row(pieces, width - label - 1)
    moved = [tuple(replace(piece, x=piece.x + label + 1) for piece in line) for line in (first, *rest)]
    return [(Piece(fit(wording.field("tags"), label), "muted"), *moved[0]), *moved[1:]]


def own(card: Card, width: int) -> list[Line]:
    """Return the rep's own fields, each with the day its value was set; nothing where there are none."""
    if not card.own_fields:
        return []
    lines = [rule(_("your own fields"), width)]
    label = min(_WIDEST, max(cells(plain(field.name)) for field in card.own_fields))
    for field in card.own_fields:
        kept = card.own_values.get(field.id)
        value = _UNKNOWN if kept is None else kept.value
        if kept is not None and field.kind == "date":
            value = words.with_year(date.fromisoformat(kept.value))
        lines += labelled(
            (plain(field.name), label),
            value,
            Spot("custom", field.id),
            width,
            style="" if kept is not None else "muted",
            tail=_confirmed(card, kept.set_on) if kept is not None else None,
        )
    return lines
