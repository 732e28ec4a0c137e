"""The plain fields of a card: what the rep types takes the place of what stood there."""

from __future__ import annotations

from sqlmodel import col, select

from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import CardAct, Edited, card_act
from repdesk.desk.card.typed import one_line, read_birthday, read_hours, read_money, read_place
from repdesk.desk.completeness import said_on
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account, LeadSource
from repdesk.rules.types import SOURCES
from repdesk.store.reading.card import find_namesakes
from repdesk.store.reading.columns import SAID, read_card_facts
from repdesk.text import cleaned

SHORT = ("name", "industry", "size", "region", "owner")
"""Fields of one line."""
LONG = ("address", "notes")
"""Fields that keep their line breaks."""
CONFIRMED = ("need", "rival", "obstacle")
"""Facts that carry the day they were said or confirmed: to save one unchanged confirms it."""


def edit_customer(book: Book, account_id: int, field: str, text: str) -> Edited | None:
    """Set a field from what was typed, None where nothing changes; RepdeskError where that cannot be taken.

    To save a fact unchanged confirms it. Fields: `SHORT`, `LONG`, `CONFIRMED`, estimate (money), anniversary (a day),
    timezone (a place).
    """
    with card_act(book, "edit_customer", account_id) as card:
        row = card.act.session.get_one(Account, account_id)
        values = _read(book, row, field, text)
        was = getattr(row, field)
        if field in CONFIRMED:
            values[f"{field}_on"] = card.today if values[field] else None
        if any(getattr(row, name) != value for name, value in values.items()):
            card.set(**values)
            card.tell(field, None if was == "" else was, None if values[field] == "" else values[field])
        elif field in SAID and was and not _said_today(card, field):
            card.tell(field, was, was)
    return card.edited()


def _said_today(card: CardAct, field: str) -> bool:
    """Say whether a fact whose day stands in the account's past alone was said today, or came into the book today."""
    facts = read_card_facts(card.act.connection, [card.account_id])[card.account_id]
    return said_on(facts, field) == card.today


def _read(book: Book, row: Account, field: str, text: str) -> dict[str, object]:
    """Return the columns that a field is kept in."""
    if field in SHORT:
        short = one_line(text)
        if field == "name" and not short:
            raise RepdeskError(_("A customer needs a name"))
        return {field: short}
    if field in (*LONG, *CONFIRMED):
        return {field: cleaned(text.strip())}
    if field == "estimate":
        minor, currency = read_money(book, text, row.currency)
        return {"estimate": minor, "currency": currency}
    if field == "anniversary":
        day = read_birthday(book, text)
        return {field: day.isoformat() if day else None}
    if field == "timezone":
        return {field: read_place(text)}
    raise ValueError(f"a card has no field {field}")


def set_window(book: Book, account_id: int, text: str) -> Edited | None:
    """Set the hours in which the customer wishes to be called, as typed; none for an empty text."""
    hours = read_hours(book, text)
    start, end = (None, None) if hours is None else (at.isoformat("minutes") for at in hours)
    with card_act(book, "set_window", account_id) as card:
        row = card.act.session.get_one(Account, account_id)
        was = _window(row.window_from, row.window_to)
        if was != _window(start, end):
            card.set(window_from=start, window_to=end)
            card.tell("window", was, _window(start, end))
    return card.edited()


def _window(start: str | None, end: str | None) -> str | None:
    return f"{start}-{end}" if start and end else None


def set_source(book: Book, account_id: int, kind: str | None, name: str = "") -> Edited | None:
    """Say where the customer came from, None for unknown.

    A referral named after a customer of the book is tied to it, where exactly one is called so.
    """
    if kind is not None and kind not in SOURCES:
        raise ValueError(f"there is no source {kind}")
    name = one_line(name)
    with card_act(book, "set_source", account_id) as card:
        row = card.act.session.get_one(Account, account_id)
        old = card.act.session.get(LeadSource, row.source_id) if row.source_id is not None else None
        was = None if old is None else _written(old.kind, old.name)
        source = _source(card, kind, name) if kind is not None else None
        namesakes = find_namesakes(card.act.connection, name, account_id) if kind == "referral" and name else ()
        referrer = namesakes[0] if len(namesakes) == 1 else None
        if (row.source_id, row.referred_by) != (source, referrer):
            card.set(source_id=source, referred_by=referrer)
            card.tell("source", was, _written(kind, name) if kind else None)
            if referrer is not None:
                card.notes.append(_("tied to the customer of that name"))
    return card.edited()


def _written(kind: str, name: str) -> str:
    """Return a source as the history keeps it: referral: Acme."""
    return f"{kind}: {name}" if name else kind


def _source(card: CardAct, kind: str, name: str) -> int:
    """Return the number of a lead source, put into the book where it is new."""
    wanted = select(LeadSource.id).where(
        LeadSource.kind == kind, LeadSource.name == name, col(LeadSource.retracted_by).is_(None)
    )
    found = card.act.session.exec(wanted).first()
    if found is not None:
        return found
    (number,) = card.act.insert_many(LeadSource, [{"kind": kind, "name": name}])
    return number
