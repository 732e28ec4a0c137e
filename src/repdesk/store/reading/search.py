"""What the search knows of customers, as it stands in the book."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from repdesk.store.journal import read_body

_CALLED = "CAST(replace(coalesce({day}, ''), '-', '') AS INTEGER)"
_NEXT = "CAST(replace(coalesce(n.day, '9999-99-99'), '-', '') AS INTEGER)"
_LAST_CALL = "(SELECT max(day) FROM live_call WHERE account_id = a.id)"
_ORDER = f"""
SELECT a.id, {_CALLED.format(day="c.day")}, {_NEXT} FROM live_account AS a
LEFT JOIN (SELECT account_id, max(day) AS day FROM live_call GROUP BY account_id) AS c ON c.account_id = a.id
LEFT JOIN live_next_call AS n ON n.account_id = a.id ORDER BY 2 DESC, 3, 1
"""  # noqa: S608 (constants)
_ORDER_OF = f"""
SELECT a.id, {_CALLED.format(day=_LAST_CALL)}, {_NEXT}
FROM live_account AS a LEFT JOIN live_next_call AS n ON n.account_id = a.id
WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY 2 DESC, 3, 1
"""  # noqa: S608 (constants)
_NAMES = "SELECT id, name, region, address, industry FROM live_account WHERE id IN (SELECT value FROM json_each(?))"
_PEOPLE = """
SELECT account_id, name, email FROM live_contact
WHERE account_id IN (SELECT value FROM json_each(?)) ORDER BY is_kp DESC, id
"""
_PHONES = """
SELECT p.account_id, p.e164, p.extension, s.e164 IS NOT NULL FROM live_phone AS p
LEFT JOIN live_suppression AS s ON s.e164 = p.e164
WHERE p.account_id IN (SELECT value FROM json_each(?)) ORDER BY p.id
"""
_TAGS = "SELECT account_id, tag FROM live_tag WHERE account_id IN (SELECT value FROM json_each(?)) ORDER BY tag"
_OWN = """
SELECT account_id, value FROM live_custom_value
WHERE account_id IN (SELECT value FROM json_each(?)) ORDER BY field_id
"""
_FORMER = """
WITH RECURSIVE went (gone, into_id) AS (
  SELECT account_id, into_id FROM live_merged
  UNION SELECT went.gone, further.into_id FROM went JOIN live_merged AS further ON further.account_id = went.into_id)
SELECT into_id, account.name FROM went JOIN account ON account.id = went.gone
WHERE into_id IN (SELECT value FROM json_each(?)) ORDER BY gone
"""
_SINCE = "SELECT seq, name, length(body) FROM journal LEFT JOIN journal_body USING (seq) WHERE seq > ? ORDER BY seq"


Entry = tuple[int, bytes]
"""An entry of the journal: its number and its digest."""


@dataclass(slots=True)
class Searched:
    """All of a customer that a search looks at, but for notes and stage; an e-mail address is part of `mails`."""

    id: int
    name: str
    places: tuple[str, ...]
    industries: tuple[str, ...]
    people: list[str]
    mails: list[str]
    numbers: list[tuple[str, str, bool]]
    """E.164, extension, and whether it must not be called."""
    tags: list[str]
    own: list[str]
    """What stands in fields of the rep's own, and the names of those who were merged into it."""


class Turn(NamedTuple):
    """A customer's place in the order of hits that match alike: called last, else called next, else the first.

    Days are whole numbers, 20261123; of one never called 0, of one with no next call 99999999.
    """

    account_id: int
    called: int
    next: int

    @property
    def key(self) -> tuple[int, int, int]:
        """Return what sorts in this order."""
        return -self.called, self.next, self.account_id


def read_order(conn: sqlite3.Connection) -> list[Turn]:
    """Return the customers in force, the last called first, then those to be called next, then by id."""
    return [Turn(*row) for row in conn.execute(_ORDER)]


def read_turns(conn: sqlite3.Connection, account_ids: Sequence[int]) -> list[Turn]:
    """Return those in force among these in the same order."""
    return [Turn(*row) for row in conn.execute(_ORDER_OF, (json.dumps(account_ids),))]


EVERYTHING = frozenset(("people", "numbers", "tags", "own"))
"""What is read of a customer besides what its own row holds; mails come with the people."""


def read_searched(
    conn: sqlite3.Connection, account_ids: Sequence[int], besides: Collection[str] = EVERYTHING
) -> list[Searched]:
    """Return what is searched of these customers, in their order; those no longer in force are left out."""
    wanted = (json.dumps(account_ids),)
    found: dict[int, Searched] = {}
    for number, name, region, address, industry in conn.execute(_NAMES, wanted):
        places = tuple(place for place in (region, address) if place)
        found[number] = Searched(number, name, places, (industry,) if industry else (), [], [], [], [], [])
    known = found.get
    for owner, name, mail in conn.execute(_PEOPLE, wanted) if "people" in besides else ():
        if (one := known(owner)) is not None:
            one.people.append(name)
            if mail:
                one.mails.append(mail)
    for owner, e164, extension, barred in conn.execute(_PHONES, wanted) if "numbers" in besides else ():
        if (one := known(owner)) is not None:
            one.numbers.append((e164, extension, bool(barred)))
    for owner, tag in conn.execute(_TAGS, wanted) if "tags" in besides else ():
        if (one := known(owner)) is not None:
            one.tags.append(tag)
    for sql in (_OWN, _FORMER) if "own" in besides else ():
        for owner, value in conn.execute(sql, wanted):
            if (one := known(owner)) is not None and value != one.name:
                one.own.append(value)
    return [found[number] for number in account_ids if number in found]


def read_latest(conn: sqlite3.Connection) -> Entry:
    """Return the latest entry of the journal."""
    row = conn.execute("SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, b"") if row is None else (row[0], row[1])


def read_changed(conn: sqlite3.Connection, since: Entry, most: int) -> frozenset[int] | None:
    """Return the accounts that were touched since an entry of the journal.

    None where that cannot be told in a moment: more than `most` bytes were written, fields of the rep's own came or
    went, a customer was forgotten, or another book was put in the place of this one.
    """
    seq, digest = since
    stood = conn.execute("SELECT digest FROM journal WHERE seq = ?", (seq,)).fetchone()
    if seq and (stood is None or stood[0] != digest):
        return None
    entries = conn.execute(_SINCE, (seq,)).fetchall()
    if any(name == "forget" or size is None for _seq, name, size in entries):
        return None
    if sum(size for _seq, _name, size in entries) > most:
        return None
    accounts: set[int] = set()
    for number, _name, _size in entries:
        body = read_body(conn, number)
        if body is None or "custom_field" in body.tables:
            return None
        accounts.update(body.accounts)
    return frozenset(accounts)
