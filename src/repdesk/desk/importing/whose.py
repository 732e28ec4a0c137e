"""Whose a row is that speaks of a customer in the book: by a number, by the name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from repdesk.exchange.plain import name_key
from repdesk.i18n import _
from repdesk.store.merges import read_stayers

_NAMES = """
SELECT id, name, NULL FROM live_account
UNION ALL SELECT o.account_id, json_extract(o.fields, '$.name'), NULL FROM import_origin AS o
  JOIN live_account AS a ON a.id = o.account_id WHERE o.retracted_by IS NULL
UNION ALL SELECT m.account_id, a.name, m.into_id FROM live_merged AS m JOIN account AS a ON a.id = m.account_id
"""
_PHONES = "SELECT account_id, e164 FROM live_phone WHERE account_id IN (SELECT id FROM live_account)"


@dataclass(slots=True)
class Customers:
    """The customers of a book by number and by name, those gone into another one under their old name too."""

    names: dict[int, str] = field(default_factory=dict)
    _by_name: dict[str, set[int]] = field(default_factory=dict)
    _by_number: dict[str, set[int]] = field(default_factory=dict)
    _into: dict[int, int] = field(default_factory=dict)

    def now(self, account_id: int) -> int:
        """Return the customer that an account is today, after what was made one."""
        return self._into.get(account_id, account_id)

    def find(self, name: str, numbers: Iterable[str]) -> int | str:
        """Return the one customer that is meant, else why there is none: a number decides before the name does."""
        key = name_key(name)
        named = self._by_name.get(key, set()) if key else set()
        numbered = {one for number in numbers for one in self._by_number.get(number, ())}
        found = (numbered & named) or numbered or named
        if len(found) == 1:
            return next(iter(found))
        if found:
            return _("several customers of the book it could be")
        return _("no such customer in the book") if key or numbers else _("it names no customer")


def read_customers(conn: sqlite3.Connection) -> Customers:
    """Read who is in the book."""
    found = Customers(_into=read_stayers(conn))
    for account_id, name, into in conn.execute(_NAMES):
        if into is None and account_id not in found.names:
            found.names[account_id] = name
        if name:
            found._by_name.setdefault(name_key(name), set()).add(found.now(account_id))
    for account_id, e164 in conn.execute(_PHONES):
        found._by_number.setdefault(e164, set()).add(account_id)
    return found
