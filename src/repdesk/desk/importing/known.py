"""What the book knows of its accounts, as an import compares it: field by field, beside what was imported before."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from repdesk.desk.importing.choices import CUSTOM
from repdesk.desk.importing.draft import Values
from repdesk.exchange.plain import name_key
from repdesk.store.erasing.erasure import BarredNumbers, barred_numbers
from repdesk.store.merges import read_stayers

_ACCOUNTS = """
SELECT a.id, a.name, a.industry, a.size, a.region, a.address, a.need, a.rival, a.obstacle, a.owner, a.notes, a.stage,
       a.intent, a.estimate, a.currency, s.name, a.do_not_call_on IS NOT NULL, n.day, n.clock, o.fields
FROM live_account AS a
LEFT JOIN lead_source AS s ON s.id = a.source_id
LEFT JOIN live_next_call AS n ON n.account_id = a.id
LEFT JOIN import_origin AS o ON o.account_id = a.id AND o.retracted_by IS NULL
WHERE a.id IN (SELECT value FROM json_each(?1)) ORDER BY a.id
"""
_TEXTS = ("name", "industry", "size", "region", "address", "need", "rival", "obstacle", "owner", "notes")
_CONTACTS = """
SELECT account_id, id, name, title, email FROM live_contact
WHERE account_id IN (SELECT value FROM json_each(?1)) ORDER BY id DESC
"""
_CONTRACTS = """
SELECT account_id, id, amount, currency, start_on, end_on FROM live_contract
WHERE account_id IN (SELECT value FROM json_each(?1)) ORDER BY id DESC
"""
_PHONES = "SELECT account_id, e164 FROM live_phone WHERE account_id IN (SELECT value FROM json_each(?1))"
_LAST_CALLS = """
SELECT account_id, max(day) FROM live_call WHERE account_id IN (SELECT value FROM json_each(?1)) GROUP BY account_id
"""
_TAGS = "SELECT account_id, tag FROM live_tag WHERE account_id IN (SELECT value FROM json_each(?1))"
_CUSTOM = """
SELECT v.account_id, f.name, v.value FROM live_custom_value AS v JOIN live_custom_field AS f ON f.id = v.field_id
WHERE v.account_id IN (SELECT value FROM json_each(?1))
"""
_ORIGINS = """
SELECT account_id, fields FROM import_origin
WHERE retracted_by IS NULL AND account_id IN (SELECT value FROM json_each(?1))
"""
_NAMES = """
SELECT a.id, a.name, o.fields ->> '$.name', o.fields ->> '$.nameless', o.fields ->> '$.phones'
FROM account AS a LEFT JOIN import_origin AS o ON o.account_id = a.id AND o.retracted_by IS NULL
"""
_OF_THOSE_HERE = f"{_NAMES} WHERE a.retracted_by IS NULL ORDER BY a.id"
_OF_THE_GONE = f"{_NAMES} WHERE a.id IN (SELECT account_id FROM live_merged) ORDER BY a.id"  # noqa: S608 (constants)
_NUMBERS = "SELECT account_id, e164 FROM live_phone ORDER BY account_id"
_SOURCES = "SELECT id, kind, name FROM lead_source WHERE retracted_by IS NULL"


@dataclass(slots=True)
class Known:
    """An account of the book: its values by field as a draft has them, and those of its last import.

    `contact` and `contract` are the numbers of its first ones, whose values are among the fields. `origin_id` is the
    account that the last import was of: another one that has gone into this one since, or itself.
    """

    id: int
    origin_id: int
    values: Values
    origin: dict[str, Any] | None
    do_not_call: bool
    numbers: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    contact: int | None = None
    contract: int | None = None

    @property
    def imported_numbers(self) -> set[str]:
        """The numbers that were imported, whatever the rep has done with them since."""
        return set(self.origin.get("phones", ())) if self.origin else set()

    @property
    def imported_people(self) -> set[str]:
        """The people that were imported, by what two spellings of a name have in common."""
        return set(map(name_key, self.origin.get("people", ()))) if self.origin else set()

    @property
    def imported_tags(self) -> set[str]:
        """The tags that were imported, whatever the rep has done with them since."""
        return set(self.origin.get("tags", ())) if self.origin else set()


@dataclass(frozen=True, slots=True)
class Named:
    """What an account is found by: its name, the names it goes by, its numbers, those that stand for it in a file.

    `keys` are today's and the imported name, empty for one that was kept under its phone. `stands_for_it` is the
    account it has gone into, itself where it has not. A number that came with one that has gone into it stands, under
    the same name, for that one.
    """

    id: int
    stands_for_it: int
    name: str
    keys: frozenset[str]
    numbers: frozenset[str]
    known_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownBook:
    """A book as an import compares with it, None where there is none yet; what it knows of an account is read in need.

    `forgotten` knows the numbers that customers forgotten since had asked not to be called under.
    """

    connection: sqlite3.Connection | None = None
    do_not_call: frozenset[str] = frozenset()
    sources: dict[tuple[str, str], int] = field(default_factory=dict)
    forgotten: BarredNumbers = field(default_factory=BarredNumbers)

    def named(self) -> Iterator[Named]:
        """Yield all accounts in force, and those that went into others, by id."""
        if self.connection is None:
            return
        numbers: dict[int, set[str]] = defaultdict(set)
        for owner, e164 in self.connection.execute(_NUMBERS):
            numbers[owner].add(e164)
        stayers = read_stayers(self.connection)
        gone: dict[int, list[Named]] = defaultdict(list)
        for one in self._named(_OF_THE_GONE, numbers):
            if one.id in stayers:
                gone[stayers[one.id]].append(replace(one, stands_for_it=stayers[one.id]))
        for one in self._named(_OF_THOSE_HERE, numbers):
            others = [number for other in gone[one.id] if other.keys & one.keys for number in other.known_by]
            yield replace(one, known_by=one.known_by - (one.numbers & frozenset(others))) if others else one
            yield from gone.pop(one.id)

    def _named(self, sql: str, numbers: Mapping[int, set[str]]) -> Iterator[Named]:
        """Yield the accounts of a query, with their numbers."""
        if self.connection is None:
            return
        for number, name, imported, nameless, phones in self.connection.execute(sql):
            keys = {name_key(name)}
            if nameless or imported is not None:
                keys.add("" if nameless else name_key(imported))
            own = frozenset(numbers.get(number, ()))
            known_by = own | frozenset(json.loads(phones)) if phones else own
            yield Named(number, number, name, frozenset(keys), own, known_by)

    def read(self, ids: Mapping[int, int]) -> dict[int, Known]:
        """Return what is known of these accounts, given with those that stand for them."""
        if self.connection is None or not ids:
            return {}
        accounts = _accounts(self.connection, ids.values())
        gone = [number for number, stands in ids.items() if number != stands]
        origins = dict(self.connection.execute(_ORIGINS, (json.dumps(gone),)).fetchall()) if gone else {}
        return {
            number: accounts[stands]
            if number == stands
            else replace(accounts[stands], origin=json.loads(origins.get(number, "{}")), origin_id=number)
            for number, stands in ids.items()
            if stands in accounts
        }


def _accounts(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Known]:
    """Return what is known of accounts in force."""
    them = (json.dumps(list(ids)),)
    accounts = {row[0]: _known(row) for row in connection.execute(_ACCOUNTS, them)}
    for sql, take in _OF_EACH:
        for owner, *row in connection.execute(sql, them):
            if (known := accounts.get(owner)) is not None:
                take(known, *row)
    return accounts


def known_book(conn: sqlite3.Connection) -> KnownBook:
    """Return what an import compares with; accounts that were taken back are not there."""
    return KnownBook(
        conn,
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
    return Known(number, number, values, json.loads(fields) if fields is not None else None, bool(do_not_call))


def _set(values: Values, **given: str | int | None) -> None:
    """Set the values that say something; those that say nothing are taken out."""
    for name, value in given.items():
        if value is None or value == "":
            values.pop(name, None)
        else:
            values[name] = value


def _take_person(known: Known, number: int, name: str, title: str, email: str) -> None:
    known.contact = number
    known.people.add(name_key(name))
    _set(known.values, contact=name, title=title, email=email)


def _take_contract(known: Known, number: int, amount: int, currency: str, start: str, end: str) -> None:
    known.contract = number
    _set(known.values, contract_amount=amount, currency=currency, contract_start=start, contract_end=end)


def _take_custom(known: Known, name: str, value: str) -> None:
    known.values[f"{CUSTOM}{name}"] = value


_OF_EACH: tuple[tuple[str, Callable[..., None]], ...] = (
    (_CONTACTS, _take_person),  # the first contact comes last and stays, and so does the first contract
    (_CONTRACTS, _take_contract),
    (_PHONES, lambda known, e164: known.numbers.add(e164)),
    (_TAGS, lambda known, tag: known.tags.add(tag)),
    (_CUSTOM, _take_custom),
    (_LAST_CALLS, lambda known, day: _set(known.values, last_contact=day)),
)
