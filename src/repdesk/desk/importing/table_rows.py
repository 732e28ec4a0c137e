"""A draft as rows of the book's tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from repdesk.clock import instant
from repdesk.desk.importing.draft import Values
from repdesk.exchange.people import Person
from repdesk.exchange.phones import Number
from repdesk.rules.types import Outcome

TableRow = dict[str, object]

TEXTS = ("industry", "size", "region", "address", "need", "rival", "obstacle", "owner")
"""Fields that are columns of the account under the same name."""
CONTACT_COLUMNS = {"contact": "name", "title": "title", "email": "email"}
CONTRACT_COLUMNS = {
    "contract_start": "start_on",
    "contract_end": "end_on",
    "contract_amount": "amount",
    "currency": "currency",
}
_SENT, _BY_CONTRACT = 5, (6, 7)


def contract_row(values: Values, stage: int) -> TableRow | None:
    """Return the contract that a file speaks of, None where its amount is only an estimate.

    With a date it is signed; an amount alone is the contract sent at stage 5, the signed one at 6 and 7.
    """
    dated = "contract_start" in values or "contract_end" in values
    if not dated and not ("contract_amount" in values and stage in (_SENT, *_BY_CONTRACT)):
        return None
    row: TableRow = {column: values[name] for name, column in CONTRACT_COLUMNS.items() if name in values}
    row["status"] = "sent" if stage == _SENT and not dated else "signed"
    return row


def contact_row(values: Values) -> TableRow | None:
    """Return the person to ask for, None where the file names nobody."""
    if "contact" not in values:
        return None
    row: TableRow = {column: values[name] for name, column in CONTACT_COLUMNS.items() if name in values}
    return row | {"is_kp": 1}


def people_rows(account_id: int, people: Iterable[Person]) -> list[TableRow]:
    """Return further people of an account, who are no key persons until the rep says so."""
    return [{"account_id": account_id, "name": one.name, "title": one.title, "email": one.email} for one in people]


def phone_rows(account_id: int, phones: Iterable[Number]) -> list[TableRow]:
    """Return the numbers of an account."""
    return [
        {"account_id": account_id, "e164": phone.e164, "raw": phone.raw, "extension": phone.extension}
        for phone in phones
    ]


def call_row(account_id: int, when: str) -> TableRow:
    """Return the last contact as a call of which only the day is known, and perhaps the time."""
    day, _, clock = when.partition("T")
    return {
        "account_id": account_id,
        "at": _instant(day, clock),
        "day": day,
        "clock": clock or None,
        "outcome": Outcome.CONTACT.value,
        "imported": 1,
    }


def next_call_row(account_id: int, when: str, at: str, seq: int) -> TableRow:
    """Return the next call: no promise, whoever it was that wrote it into the file."""
    day, _, clock = when.partition("T")
    return {
        "account_id": account_id,
        "day": day,
        "clock": clock or None,
        "promised": 0,
        "set_by": "import",
        "set_at": at,
        "set_in": seq,
    }


def history_row(account_id: int, field: str, before: object, after: object, at: str, day: date) -> TableRow:
    """Return a dated change that an import made."""
    return {
        "account_id": account_id,
        "at": at,
        "day": day.isoformat(),
        "field": field,
        "before": None if before is None else str(before),
        "after": str(after),
        "why": "import",
    }


@lru_cache(maxsize=1024)
def _instant(day: str, clock: str) -> str:
    """Return the instant of a local day and time, of its noon where there is no time."""
    return instant(datetime.combine(date.fromisoformat(day), time.fromisoformat(clock) if clock else time(12)))
