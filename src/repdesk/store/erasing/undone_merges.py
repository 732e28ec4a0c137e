"""Merges that were undone, of one who is to be forgotten with one who stays: what they left of the one at the other.

While two customers were one, whatever was done to it may hold what was either's, and all of it was taken back. So the
merge and its undo go out of the journal, and of what was done between them whatever belonged to the two: it came to
nothing. Rows that were made then stand taken back; they go too. A row that was brought back by a later act, as a tag
that was put on again, stays: the erasure puts on record that it is there, and what it held before is no more told.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from repdesk.store.checking.fresh import columns_of, key_of
from repdesk.store.erasing.scrub import Doomed, doomed, scrubbed
from repdesk.store.journal import read_body
from repdesk.store.ledger import Inserted
from repdesk.store.rows import quoted, read_row
from repdesk.store.shape import Row

_NAME = "merge_customers"
_MERGES = "SELECT seq, account_id FROM journal WHERE kind = 'act' AND name = ? ORDER BY seq"
_ABOUT = "SELECT seq, kind FROM journal WHERE target = ? ORDER BY seq"
_ENTRY = "SELECT kind, name FROM journal WHERE seq = ?"


@dataclass(frozen=True, slots=True)
class _Span:
    """A merge that was undone: the entries from it to its last undo, the two, and the keys of what belongs to them."""

    first: int
    last: int
    pair: frozenset[int]
    rows: dict[str, set[Row]]


@dataclass(slots=True)
class UndoneMerges:
    """The undone merges that an erasure meets; bodies are shown to it in the order of their entries."""

    spans: list[_Span] = field(default_factory=list)
    _made: set[tuple[str, Row]] = field(default_factory=set)
    _later: dict[tuple[str, Row], dict[str, Any]] = field(default_factory=dict)
    """Of the rows made then, those that a later body tells of, with what it leaves in their columns."""

    @classmethod
    def of(cls, connection: sqlite3.Connection, accounts: frozenset[int]) -> UndoneMerges:
        """Find the undone merges of exactly one of these accounts with another."""
        found = cls()
        for seq, keep in connection.execute(_MERGES, (_NAME,)).fetchall():
            about = connection.execute(_ABOUT, (seq,)).fetchall()
            if about and about[-1][1] == "undo" and (gone := _who_went(connection, seq)) is not None:
                pair = frozenset((keep, gone))
                if len(pair & accounts) == 1:
                    found.spans.append(_Span(seq, about[-1][0], pair, doomed(connection, pair).rows))
        return found

    def left_of(self, connection: sqlite3.Connection, number: int, body: bytes, what: Doomed) -> bytes | None:
        """Return a body without what is doomed and what an undone merge brought, None where nothing is left.

        The body itself where it had none of it.
        """
        if not self.spans:
            return scrubbed(body, what) if what.touches(body) else body
        parts = json.loads(body)
        kind, name = connection.execute(_ENTRY, (number,)).fetchone()
        spans = [
            span
            for span in self.spans
            if span.first <= number <= span.last
            and kind != "housekeeping"
            and not span.pair.isdisjoint(parts["accounts"])
        ]
        if spans and name == _NAME:
            self._made.update((table, key) for table, key, _row in _brought(parts))
            return None
        if spans:
            rows = {table: set(keys) for table, keys in what.rows.items()}
            for span in spans:
                for table, keys in span.rows.items():
                    rows.setdefault(table, set()).update(keys)
            self._made.update((table, key) for table, key, _row in _brought(parts) if key in rows.get(table, ()))
            return scrubbed(body, replace(what, rows=rows))
        mended = self._without_before(parts)
        body = body if mended is None else mended
        return scrubbed(body, what) if what.touches(body) else body

    def _without_before(self, parts: dict[str, Any]) -> bytes | None:
        """Take out of a later body what a row that was made then held; None where the body has no such row.

        A row that is brought back held before what it holds then, and one that is taken back holds on to it.
        """
        met = False
        for table, _key, columns, rows in parts["updated"]:
            for row in rows:
                at = (table, tuple(row[0]))
                if at not in self._made:
                    continue
                met = True
                if "retracted_by" in columns:
                    place = columns.index("retracted_by")
                    taken_back = 1 if row[1][place] is not None else 2
                    by, row[taken_back] = row[taken_back][place], list(row[3 - taken_back])
                    row[taken_back][place] = by
                self._later.setdefault(at, {}).update(zip(columns, row[2], strict=True))
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode() if met else None

    def settle(self, connection: sqlite3.Connection) -> Iterator[Inserted]:
        """Take out the rows that were made then; yield, as they stand, those that a later act brought back."""
        for table, key in sorted(self._made, key=repr):
            names = key_of(connection, table)
            match = " AND ".join(f"{quoted(name)} = ?" for name in names)
            if (table, key) not in self._later:
                connection.execute(f"DELETE FROM {quoted(table)} WHERE {match}", key)  # noqa: S608 (quoted names)
                continue
            held = self._later[table, key]
            sets = ", ".join(f"{quoted(name)} = ?" for name in held)
            connection.execute(f"UPDATE {quoted(table)} SET {sets} WHERE {match}", (*held.values(), *key))  # noqa: S608
            columns = columns_of(connection, table)
            row = read_row(connection, table, names, columns, key)
            if row is not None:
                yield Inserted(table, names, columns, [row])


def _who_went(connection: sqlite3.Connection, seq: int) -> int | None:
    """Return who went into another in a merge, None where that is no longer on record."""
    body = read_body(connection, seq)
    groups: Collection[Any] = () if body is None else (*body.inserted, *body.updated)
    for group in groups:
        if group.table == "merged":
            keys = group.row_keys() if isinstance(group, Inserted) else [row[0] for row in group.rows]
            return int(keys[0][0])
    return None


def _brought(parts: dict[str, Any]) -> Iterator[tuple[str, Row, list[Any]]]:
    """Yield table, key and row of all that a body brought."""
    for table, key, columns, rows in parts["inserted"]:
        places = [columns.index(name) for name in key]
        for row in rows:
            yield table, tuple(row[place] for place in places), row
