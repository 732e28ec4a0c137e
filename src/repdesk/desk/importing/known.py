"""What the book knows of its accounts, as an import compares it: field by field, beside what was imported before."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from repdesk.desk.importing.draft import Values
from repdesk.exchange.plain import name_key
from repdesk.store.erasing.erasure import BarredNumbers, barred_numbers

_ACCOUNTS = """
SELECT a.id, a.name, a.industry, a.size, a.region, a.address, a.need, a.rival, a.obstacle, a.owner, a.notes, a.stage,
       a.intent, a.estimate, a.currency, s.name, a.do_not_call_on IS NOT NULL, n.day, n.clock, o.fields
FROM live_account AS a
LEFT JOIN lead_source AS s ON s.id = a.source_id
LEFT JOIN live_next_call AS n ON n.account_id = a.id
LEFT JOIN import_origin AS o ON o.account_id = a.id AND o.retracted_by IS NULL
ORDER BY a.id
"""
_TEXTS = ("name", "industry", "size", "region", "address", "need", "rival", "obstacle", "owner", "notes")
_CONTACTS = "SELECT account_id, id, name, title, email FROM live_contact ORDER BY id DESC"
_CONTRACTS = "SELECT account_id, id, amount, currency, start_on, end_on FROM live_contract ORDER BY id DESC"
_PHONES = "SELECT account_id, e164 FROM live_phone"
_SOURCES = "SELECT id, kind, name FROM lead_source WHERE retracted_by IS NULL"
_LAST_CALLS = "SELECT account_id, max(day) FROM live_call GROUP BY account_id"


@dataclass(slots=True)
class Known:
    """An account of the book: its values by field as a draft has them, and those of its last import.

    `contact` and `contract` are the numbers of its first ones, whose values are among the fields.
    """

    id: int
    values: Values
    origin: dict[str, Any] | None
    do_not_call: bool
    numbers: set[str] = field(default_factory=set)
    contact: int | None = None
    contract: int | None = None

    @property
    def keys(self) -> set[str]:
        """The names it goes by: today's and the imported one, empty for one that was kept under its phone."""
        keys = {name_key(str(self.values["name"]))}
        if self.origin is not None and self.origin.get("nameless"):
            keys.add("")
        elif self.origin is not None and "name" in self.origin:
            keys.add(name_key(str(self.origin["name"])))
        return keys

    @property
    def imported_numbers(self) -> set[str]:
        """The numbers that were imported, whatever the rep has done with them since."""
        return set(self.origin.get("phones", ())) if self.origin else set()


@dataclass(frozen=True, slots=True)
class KnownBook:
    """All accounts by id, the numbers that must not be called, and the sources of leads by kind and name.

    `forgotten` knows the numbers that customers forgotten since had asked not to be called under.
    """

    accounts: dict[int, Known] = field(default_factory=dict)
    do_not_call: frozenset[str] = frozenset()
    sources: dict[tuple[str, str], int] = field(default_factory=dict)
    forgotten: BarredNumbers = field(default_factory=BarredNumbers)


def read_known(conn: sqlite3.Connection) -> KnownBook:
    """Read what an import compares with; accounts that were taken back are not there."""
    accounts = {row[0]: _known(row) for row in conn.execute(_ACCOUNTS)}
    for owner, number, name, title, email in conn.execute(_CONTACTS):
        if (known := accounts.get(owner)) is not None:  # the first contact comes last and stays
            known.contact = number
            _set(known.values, contact=name, title=title, email=email)
    for owner, number, amount, currency, start, end in conn.execute(_CONTRACTS):
        if (known := accounts.get(owner)) is not None:
            known.contract = number
            _set(known.values, contract_amount=amount, currency=currency, contract_start=start, contract_end=end)
    for owner, e164 in conn.execute(_PHONES):
        if (known := accounts.get(owner)) is not None:
            known.numbers.add(e164)
    for owner, day in conn.execute(_LAST_CALLS):
        if (known := accounts.get(owner)) is not None:
            _set(known.values, last_contact=day)
    return KnownBook(
        accounts,
        frozenset(e164 for (e164,) in conn.execute("SELECT e164 FROM live_suppression")),
        {(kind, name): number for number, kind, name in conn.execute(_SOURCES)},
        barred_numbers(conn),
    )


def _known(row: tuple[Any, ...]) -> Known:
    *head, day, clock, fields = row
    number, texts, (stage, intent, estimate, currency, source, do_not_call) = head[0], head[1:11], head[11:]
    values: Values = {}
    _set(values, **dict(zip(_TEXTS, texts, strict=True)))
    _set(values, stage=stage, intent=intent, contract_amount=estimate, currency=currency, source=source)
    _set(values, next_call=f"{day}T{clock}" if clock else day)
    return Known(number, values, json.loads(fields) if fields is not None else None, bool(do_not_call))


def _set(values: Values, **given: str | int | None) -> None:
    """Set the values that say something; those that say nothing are taken out."""
    for name, value in given.items():
        if value is None or value == "":
            values.pop(name, None)
        else:
            values[name] = value
