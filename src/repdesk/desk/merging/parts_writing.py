"""What belongs to a customer goes over to another: people, numbers, deals, contracts, tasks, its past, tags, values."""

from __future__ import annotations

from typing import Any

from sqlmodel import SQLModel

from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import CardAct
from repdesk.desk.currencies import currencies
from repdesk.desk.merging import uniting
from repdesk.desk.merging.choosing import CUSTOM, Chosen
from repdesk.models.account import Contact, Phone
from repdesk.models.book import CustomValue, Tag
from repdesk.models.call import History
from repdesk.models.deal import Contract, Deal
from repdesk.models.plan import Task
from repdesk.rules.merging import joined
from repdesk.store.reading.merging import CustomerSide, NumberSide, PersonSide
from repdesk.store.shape import shape_of

_RECKONED: tuple[type[SQLModel], ...] = (Deal, Contract)
_BELONGINGS: tuple[type[SQLModel], ...] = (*_RECKONED, Task, History)
Renamed = dict[int, int]
"""Of a row that was the same as another, the number of that other one."""


def people_and_numbers_united(card: CardAct, keep: CustomerSide, gone: CustomerSide) -> tuple[Renamed, Renamed]:
    """Move people and numbers; who and what is the same at both becomes one. Return which became which."""
    _moved(card, Contact, gone.id)
    _moved(card, Phone, gone.id)
    people, phones = Renamed(), Renamed()
    for person, same in uniting.people(keep, gone):
        if same is not None:
            people[person.id] = same.id
            _person_folded(card, same, person)
    for number, twin in uniting.numbers(keep, gone):
        if twin is not None:
            phones[number.id] = twin.id
            _number_folded(card, twin, number, people)
        elif number.contact_id in people:
            card.act.update_many(Phone, {number.id: {"contact_id": people[number.contact_id]}})
    return people, phones


def belongings_moved(card: CardAct, book: Book, keep: CustomerSide, gone: CustomerSide) -> None:
    """Move deals, contracts, tasks and the past; a contract that is the same at both becomes one."""
    _amounts_named(card, book, keep, gone)
    for table in _BELONGINGS:
        _moved(card, table, gone.id)
    for contract, same in uniting.contracts(keep, gone):
        if same is not None:
            card.act.retract(Contract, contract.id)


def _amounts_named(card: CardAct, book: Book, *both: CustomerSide) -> None:
    """Name the currency of every amount that went by its account's, or the book's: one of the two will be the other's.

    Nothing where both accounts are in the same one.
    """
    if len({side.columns["currency"] for side in both}) == 1:
        return
    reckoned = currencies(book).own or None
    for side in both:
        currency = side.columns["currency"] or reckoned
        for table in _RECKONED:
            rows = card.act.connection.execute(
                f"SELECT id FROM {shape_of(table).table}"  # noqa: S608 (a table)
                " WHERE account_id = ? AND currency IS NULL AND amount IS NOT NULL ORDER BY id",
                (side.id,),
            ).fetchall()
            if currency is not None:
                card.act.update_many(table, {number: {"currency": currency} for (number,) in rows})


def _moved(card: CardAct, table: type[SQLModel], gone: int) -> None:
    """Have rows belong to the card, those that were taken back too, for what is on record names them."""
    found = card.act.connection.execute(
        f"SELECT id FROM {shape_of(table).table} WHERE account_id = ? ORDER BY id",  # noqa: S608 (a table)
        (gone,),
    )
    card.act.update_many(table, {number: {"account_id": card.account_id} for (number,) in found.fetchall()})


def _person_folded(card: CardAct, keep: PersonSide, gone: PersonSide) -> None:
    """Give a person what the same one had at the other customer; what differs stays on record."""
    values: dict[str, Any] = {
        "is_kp": max(keep.is_kp, gone.is_kp),
        "email": keep.email or gone.email,
        "birthday": keep.birthday or gone.birthday,
        "confirmed_on": _latest(keep.confirmed_on, gone.confirmed_on),
        "notes": joined(keep.notes, gone.notes),
    }
    for part in ("title", "role"):
        one, other = getattr(keep, part), getattr(gone, part)
        values[part] = one or other
        if one and other and one != other:
            card.tell(f"contact:{keep.id}.{part}", other, one)
    card.act.update_many(Contact, {keep.id: values})
    card.act.retract(Contact, gone.id)


def _number_folded(card: CardAct, keep: NumberSide, gone: NumberSide, people: Renamed) -> None:
    """Give a number whose it is and what was found of it at the other customer."""
    owner = people.get(gone.contact_id, gone.contact_id) if gone.contact_id is not None else None
    values = {
        "contact_id": keep.contact_id or owner,
        "bad_on": _bad_on(keep, gone),
        "confirmed_on": _latest(keep.confirmed_on, gone.confirmed_on),
    }
    if keep.contact_id and owner and keep.contact_id != owner:
        names = card.act.connection.execute(
            "SELECT (SELECT name FROM contact WHERE id = ?), (SELECT name FROM contact WHERE id = ?)",
            (owner, keep.contact_id),
        )
        card.tell(f"phone:{keep.id}.contact", *names.fetchone())
    card.act.update_many(Phone, {keep.id: values})
    card.act.retract(Phone, gone.id)


def _bad_on(keep: NumberSide, gone: NumberSide) -> str | None:
    """Return since when a number is bad, None where it is not, or was confirmed at either customer since."""
    bad = min((day for day in (keep.bad_on, gone.bad_on) if day), default=None)
    good = _latest(keep.confirmed_on, gone.confirmed_on)
    both = keep.bad_on is not None and gone.bad_on is not None
    return None if bad is not None and good is not None and good > bad and not both else bad


def _latest(*days: str | None) -> str | None:
    return max((day for day in days if day), default=None)


def labels_united(card: CardAct, keep: CustomerSide, gone: CustomerSide, chosen: tuple[Chosen, ...]) -> None:
    """Have the tags of both, and in each field of the rep's own the value that was chosen."""
    for tag in gone.tags:
        card.act.retract(Tag, (gone.id, tag))
        card.act.put(Tag, (keep.id, tag))
    for one in chosen:
        if not one.name.startswith(CUSTOM):
            continue
        number = int(one.name.removeprefix(CUSTOM))
        if number in gone.custom:
            card.act.retract(CustomValue, (gone.id, number))
        if one.taken == "gone" and number in gone.custom:
            value, day = gone.custom[number]
            card.act.put(CustomValue, (keep.id, number), value=value, set_on=day)
        if one.lost is not None:
            card.tell(one.name, one.lost, one.kept)
