"""The tables of a hand-over beside that of the customers: people, numbers, contracts, deals, calls."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from repdesk import wording
from repdesk.desk.card import Card, NumberRow
from repdesk.exchange.writing.grid import Column, Grid, Kind, Value
from repdesk.i18n import N_, _
from repdesk.money import minor_per_unit
from repdesk.rules.types import Outcome
from repdesk.store.reading.customer import grouped

_WHOSE: tuple[tuple[str, Kind], ...] = ((N_("number of the customer"), "number"), (N_("Company name"), "text"))
_TABLES: dict[str, tuple[str, tuple[tuple[str, Kind], ...]]] = {
    "people": (
        N_("People"),
        (
            (N_("Contact"), "text"),
            (N_("Job title"), "text"),
            (N_("Role"), "text"),
            (N_("Key person"), "text"),
            (N_("Email"), "text"),
            (N_("Birthday"), "date"),
            (N_("Notes"), "text"),
        ),
    ),
    "numbers": (
        N_("Numbers"),
        (
            (N_("Phone"), "phone"),
            (N_("Extension"), "text"),
            (N_("Contact"), "text"),
            (N_("May it be called?"), "text"),
            (N_("Since"), "date"),
            (N_("Reason"), "text"),
        ),
    ),
    "contracts": (
        N_("Contracts"),
        (
            (N_("Status"), "text"),
            (N_("Amount"), "number"),
            (N_("Currency"), "text"),
            (N_("Sent on"), "date"),
            (N_("Signed on"), "date"),
            (N_("Contract start"), "date"),
            (N_("Contract end"), "date"),
        ),
    ),
    "deals": (
        N_("Open deals"),
        (
            (N_("Deal"), "text"),
            (N_("Stage"), "text"),
            (N_("Amount"), "number"),
            (N_("Currency"), "text"),
            (N_("Expected close"), "date"),
        ),
    ),
    "calls": (
        N_("Calls"),
        (
            (N_("Day"), "date"),
            (N_("Time"), "text"),
            (N_("Outcome"), "text"),
            (N_("Contact"), "text"),
            (N_("Number dialled"), "text"),
            (N_("Note"), "text"),
            (N_("Reason"), "text"),
        ),
    ),
    "next": (
        N_("Next calls"),
        (
            (N_("Day"), "date"),
            (N_("Time"), "text"),
            (N_("Promised"), "text"),
            (N_("What for"), "text"),
        ),
    ),
}


class Tables:
    """Collects the rows of one customer after the other."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Value, ...]]] = {name: [] for name in _TABLES}

    def add(self, account_id: int, card: Card) -> None:
        """Take up a customer."""
        for name, row in _rows(card):
            self._rows[name].append((account_id, card.person.name, *row))

    def grids(self) -> list[Grid]:
        """Return the tables, those without a row too."""
        return [
            Grid(
                _(title),
                tuple(Column(heading, _(heading), kind) for heading, kind in (*_WHOSE, *columns)),
                self._rows[name],
            )
            for name, (title, columns) in _TABLES.items()
        ]


def _rows(card: Card) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for one in card.people:
        kp, role = (_("yes") if one.is_kp else None), (wording.role(one.role) if one.role else None)
        yield "people", (one.name, one.title, role, kp, one.email, one.birthday, one.notes)
    for number in card.numbers:
        yield (
            "numbers",
            (grouped(number.e164), number.extension, number.contact, *number_status(number), number.reason),
        )
    for contract in card.contracts:
        money = _money(contract.amount, contract.currency or card.person.currency)
        days = (contract.sent_on, contract.signed_on, contract.start, contract.end)
        yield "contracts", (wording.state(contract.status), *money, *days)
    for deal in card.deals:
        stage = f"{deal.stage} {wording.stage(deal.stage)}"
        yield "deals", (deal.name, stage, *_money(deal.amount, deal.currency or card.person.currency), deal.expected)
    for moment in card.timeline:
        if (call := moment.call) is not None:
            clock = wording.clock(call.clock) if call.clock else None
            said = (wording.outcome(Outcome(call.outcome)), call.contact, call.number, call.note, call.reason)
            yield "calls", (call.day, clock, *said)
    if (nxt := card.person.next_call) is not None:
        clock = wording.clock(nxt.time) if nxt.time else None
        yield "next", (nxt.date, clock, _("yes") if nxt.promised else None, nxt.purpose)


def number_status(number: NumberRow) -> tuple[str, Value]:
    """Return whether a number may be called, and since when it may not."""
    if number.since is not None:
        return _("DO NOT CALL"), number.since
    return (_("wrong number"), number.bad_on) if number.bad_on is not None else (_("yes"), None)


def _money(minor: int | None, currency: str) -> tuple[Value, Value]:
    return (None, None) if minor is None else (Decimal(minor) / minor_per_unit(currency), currency)
