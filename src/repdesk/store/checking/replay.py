"""Rows held against the journal: whatever was written last to a row must be what it holds, and no row came without.

The journal is read from its end, one entry at a time, and every table is looked up in bulk where an entry wrote much of
it. A body that cannot be read leaves unknown what it wrote over: what entries before it wrote is then only looked for,
and compared where nothing may change it (calls). A body that an erasure took away leaves nothing unknown: its rows went
with it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Literal

from repdesk.garbage import uncollected
from repdesk.store.checking.fresh import columns_of, fresh, key_of, tables_of_acts
from repdesk.store.journal import read_body, rewrites
from repdesk.store.ledger import Inserted, Updated
from repdesk.store.rows import quoted, read_row
from repdesk.store.shape import Row

_NEVER_CHANGED = "call"
_OVERALL = 8
"""A table is read whole where an entry wrote to more than one row in so many."""

Key = Any
"""A row's key: the value itself where it is one, a tuple of them where it is more."""


@dataclass(slots=True)
class Stray:
    """A row that is not as the journal has it; `values` is what the journal has of what differs."""

    table: str
    names: tuple[str, ...]
    key: Row
    kind: Literal["changed", "gone", "added"]
    values: dict[str, object] = field(default_factory=dict)


def strayed(connection: sqlite3.Connection, only: Collection[str] = ()) -> list[Stray]:
    """Return every row that was changed, taken away or put in from outside, of all tables or some."""
    with uncollected():  # an import's body is a million small objects
        try:
            return _Replay(connection, only).run()
        except sqlite3.OperationalError:  # a text that is none any more cannot be read as one: compare it as what it is
            kept, connection.text_factory = connection.text_factory, _bytes_as_text
            try:
                return _Replay(connection, only).run()
            finally:
                connection.text_factory = kept


def _bytes_as_text(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


@dataclass(slots=True)
class _Table:
    """A table on the way back: keys of the rows whose coming was met, columns settled of those whose was not."""

    name: str
    names: tuple[str, ...]
    count: int
    known: set[Key] = field(default_factory=set)
    settled: dict[Key, set[str]] = field(default_factory=dict)
    strays: dict[Key, Stray] = field(default_factory=dict)

    def key(self, row: Row) -> Key:
        return row[0] if len(self.names) == 1 else tuple(row)

    def stray(self, key: Key, kind: Literal["changed", "gone", "added"]) -> Stray:
        whole = (key,) if len(self.names) == 1 else key
        return self.strays.setdefault(key, Stray(self.name, self.names, whole, kind))


class _Replay:
    """One walk through the journal, backwards."""

    def __init__(self, connection: sqlite3.Connection, only: Collection[str]) -> None:
        self.connection = connection
        self.blind = False
        known = [name for name in tables_of_acts(connection) if f"table {name}" in fresh().schema]
        self.tables = {name: self._table(name) for name in known if not only or name in only}

    def run(self) -> list[Stray]:
        emptied = {seq for seq, left in rewrites(self.connection).items() if left is None}
        for (seq,) in self.connection.execute("SELECT seq FROM journal ORDER BY seq DESC").fetchall():
            try:
                body = read_body(self.connection, seq)
            except (zlib.error, ValueError, KeyError, TypeError):
                body = None
                emptied.discard(seq)
            if body is None:
                self.blind = self.blind or seq not in emptied
                continue
            for updated in body.updated:
                self._updated(updated)
            for inserted in body.inserted:
                self._inserted(inserted)
        for inserted in fresh().rows:
            self._inserted(inserted)
        if not self.blind:
            self._added()
        return [stray for table in self.tables.values() for stray in table.strays.values()]

    def _inserted(self, group: Inserted) -> None:
        """Hold rows that came against what stands there; nothing was written to a row before it came."""
        table = self.tables.get(group.table)
        if table is None:
            return
        places = itemgetter(*(group.columns.index(name) for name in table.names))
        wanted = {key: row for row in group.rows if (key := places(row)) not in table.known}
        table.known.update(wanted)
        for key, held in self._held(table, group.columns, wanted):
            written = wanted.pop(key)
            if held != written:
                self._compare(table, key, group.columns, written, held)
        for key, written in wanted.items():
            self._gone(table, key, group.columns, written)
        if table.settled:
            for key in map(places, group.rows):
                table.settled.pop(key, None)

    def _updated(self, group: Updated) -> None:
        """Hold changed columns against what stands there, where nothing later was written to them."""
        table = self.tables.get(group.table)
        if table is None:
            return
        columns = set(group.columns)
        wanted: dict[Key, Row] = {}
        for whole, _before, after in group.rows:
            key = table.key(whole)
            if key not in table.known and not columns <= table.settled.get(key, _NONE):
                wanted[key] = after
        for key, held in self._held(table, group.columns, wanted):
            written = wanted[key]
            if held != written:
                self._compare(table, key, group.columns, written, held)
            table.settled.setdefault(key, set()).update(columns)
            wanted[key] = _MET
        for key, written in wanted.items():
            if written is not _MET:
                self._gone(table, key, group.columns, written)
                table.settled.setdefault(key, set()).update(columns)

    def _compare(self, table: _Table, key: Key, columns: tuple[str, ...], written: Row, held: Row) -> None:
        """Note the columns that differ and that no later entry wrote."""
        settled = table.settled.get(key, _NONE)
        stray = table.strays.get(key)
        for name, was, now in zip(columns, written, held, strict=True):
            if was != now and name not in settled and (not self.blind or table.name == _NEVER_CHANGED):
                stray = stray or table.stray(key, "changed")
                stray.values[name] = was

    def _gone(self, table: _Table, key: Key, columns: tuple[str, ...], written: Row) -> None:
        """Note a row that is not there, with what it held."""
        stray = table.stray(key, "gone")
        for name, was in zip(columns, written, strict=True):
            stray.values.setdefault(name, was)

    def _held(self, table: _Table, columns: tuple[str, ...], wanted: Collection[Key]) -> Iterator[tuple[Key, Row]]:
        """Yield the rows of these keys, the columns named; one that is not there is left out."""
        if len(wanted) * _OVERALL <= table.count:
            for key in list(wanted):
                whole = (key,) if len(table.names) == 1 else key
                row = read_row(self.connection, table.name, table.names, columns, whole)
                if row is not None:
                    yield key, row
            return
        places = itemgetter(*range(len(table.names)))
        names = ", ".join(map(quoted, (*table.names, *columns)))
        start = len(table.names)
        for row in self.connection.execute(f"SELECT {names} FROM {quoted(table.name)} NOT INDEXED"):  # noqa: S608 (quoted)
            key = places(row)
            if key in wanted:
                yield key, row[start:]

    def _added(self) -> None:
        """Note the rows that no entry brought."""
        for table in self.tables.values():
            names = ", ".join(map(quoted, table.names))
            places = itemgetter(*range(len(table.names)))
            for row in self.connection.execute(f"SELECT {names} FROM {quoted(table.name)} NOT INDEXED"):  # noqa: S608
                if places(row) not in table.known and not self._taken_back(table, row):
                    table.stray(places(row), "added")

    def _taken_back(self, table: _Table, row: Row) -> bool:
        """Say whether a row that no entry brought was taken back by a repair."""
        name, names = ("call_retraction", ("call_id",)) if table.name == "call" else (table.name, table.names)
        sql = "SELECT 1 FROM journal WHERE seq = ? AND name = 'repair'"
        if "retracted_by" not in columns_of(self.connection, name):
            return False
        by = read_row(self.connection, name, names, ("retracted_by",), row)
        return by is not None and self.connection.execute(sql, by).fetchone() is not None

    def _table(self, name: str) -> _Table:
        (count,) = self.connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()  # noqa: S608 (quoted)
        return _Table(name, key_of(self.connection, name), count)


_NONE: frozenset[str] = frozenset()
_MET: Row = ("met",)
