"""Rows held against the journal: whatever was written last to a row must be what it holds."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

from repdesk.store.journal import read_body, rewrites
from repdesk.store.ledger import Body
from repdesk.store.rows import read_row
from repdesk.store.shape import Row

Place = tuple[str, Row]
"""A table and a row's key."""


def strayed(connection: sqlite3.Connection) -> Iterator[Place]:
    """Yield every row that is gone or does not hold what the journal wrote to it last, once.

    The journal is read from its end, one entry at a time, back to the latest entry whose body was erased or cannot
    be read: what came before it may have been overwritten by what is no longer known.
    """
    emptied = {seq for seq, left in rewrites(connection).items() if left is None}
    settled: dict[Place, set[str]] = {}
    told: set[Place] = set()
    for (seq,) in connection.execute("SELECT seq FROM journal ORDER BY seq DESC"):
        try:
            body = read_body(connection, seq)
        except (zlib.error, ValueError):
            return
        if body is None and seq in emptied:  # all it wrote went with a customer who was forgotten
            continue
        if body is None:
            return
        for place, key, written in _writes(body):
            unsettled = [name for name in written if name not in settled.get(place, ())]
            if unsettled and place not in told:
                row = read_row(connection, place[0], key, unsettled, place[1])
                if row is None or row != tuple(written[name] for name in unsettled):
                    told.add(place)
                    yield place
            settled.setdefault(place, set()).update(written)
        for group in body.inserted:  # nothing was written to a row before it came
            for row_key in group.row_keys():
                settled.pop((group.table, row_key), None)


def _writes(body: Body) -> Iterator[tuple[Place, tuple[str, ...], dict[str, object]]]:
    """Yield what a body wrote: the place, the names of its key, values by column."""
    for inserted in body.inserted:
        for row_key, row in zip(inserted.row_keys(), inserted.rows, strict=True):
            yield (inserted.table, row_key), inserted.key, dict(zip(inserted.columns, row, strict=True))
    for updated in body.updated:
        for row_key, _before, after in updated.rows:
            yield (updated.table, row_key), updated.key, dict(zip(updated.columns, after, strict=True))
