"""What the rep's acts put into the book after a given entry: by it one knows that a text which was typed is saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from repdesk.store.journal import unpack
from repdesk.store.ledger import Body

_MOST = 200  # entries looked into; a draft is seldom older than the last act


@dataclass(frozen=True, slots=True)
class Saved:
    """One act: its name, the accounts it touched, and all texts it brought."""

    name: str
    accounts: tuple[int, ...]
    texts: frozenset[str]


def saved_since(connection: sqlite3.Connection, seq: int) -> list[Saved]:
    """Return the acts after entry `seq`; what cannot be read any more is left out."""
    rows = connection.execute(
        "SELECT j.name, j.account_id, b.body FROM journal j JOIN journal_body b ON b.seq = j.seq "
        "WHERE j.seq > ? AND j.kind = 'act' ORDER BY j.seq LIMIT ?",
        (seq, _MOST),
    )
    found = []
    with suppress(sqlite3.DatabaseError, ValueError):
        for name, account_id, packed in rows:
            body = unpack(packed)
            accounts = body.accounts if account_id is None else (account_id, *body.accounts)
            found.append(Saved(name, accounts, frozenset(_texts(body))))
    return found


def _texts(body: Body) -> Iterator[str]:
    """Yield every text an act put into a row."""
    for inserted in body.inserted:
        yield from (value for row in inserted.rows for value in row if isinstance(value, str))
    for updated in body.updated:
        yield from (value for _key, _old, new in updated.rows for value in new if isinstance(value, str))
