"""Many rows in little room: those that came first are packed, and unpacked as they are asked for."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from repdesk.store.shape import Row

SHELF = 1000
"""So many rows are packed together."""
_LOOSE = 4 * SHELF
"""As many are kept as they are: all of a rep's act, and the end of a bulk of them."""


class Heap(Sequence[Row]):
    """Rows in the order they came."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._loose: list[Row] = []
        self._packs = True

    def add(self, rows: Iterable[Row]) -> None:
        """Put rows behind the others."""
        self._loose += rows
        while self._packs and len(self._loose) > _LOOSE:
            self._packed.append(zlib.compress(marshal.dumps(self._loose[:SHELF]), level=1))
            del self._loose[:SHELF]

    def change(self, place: int, row: Row) -> None:
        """Put a row in the place of another one; a heap whose packed rows change is left unpacked."""
        if place < len(self._packed) * SHELF:
            self._loose, self._packed, self._packs = list(self), [], False
        self._loose[place - len(self._packed) * SHELF] = row

    def since(self, place: int) -> Iterator[Row]:
        """Yield the rows from a place on."""
        shelf, skipped = divmod(min(place, len(self._packed) * SHELF), SHELF)
        shelves = (self._unpacked(number) for number in range(shelf, len(self._packed)))
        yield from islice((row for rows in shelves for row in rows), skipped, None)
        yield from islice(self._loose, max(0, place - len(self._packed) * SHELF), None)

    def _unpacked(self, shelf: int) -> list[Row]:
        rows: list[Row] = marshal.loads(zlib.decompress(self._packed[shelf]))  # noqa: S302 (packed by ourselves)
        return rows

    def __len__(self) -> int:
        return len(self._packed) * SHELF + len(self._loose)

    def __iter__(self) -> Iterator[Row]:
        return self.since(0)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            return list(islice(self.since(start), 0, max(0, stop - start), step))
        place = range(len(self))[at]
        return next(self.since(place))
