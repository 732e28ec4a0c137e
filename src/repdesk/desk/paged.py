"""Rows of a long list that are read a page at a time, when one of them is drawn."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

RowT = TypeVar("RowT")

PAGE = 64
"""Rows that are read at once."""


class Paged(Sequence[RowT]):
    """The rows of the accounts `ids`, in their order."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = tuple(ids)
        self._pages: dict[int, Sequence[RowT]] = {}

    @abstractmethod
    def read_rows(self, ids: Sequence[int]) -> Sequence[RowT]:
        """Return the rows of these accounts."""

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> RowT: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RowT]: ...
    def __getitem__(self, index: int | slice) -> RowT | Sequence[RowT]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self.ids)))]
        page, place = divmod(range(len(self.ids))[index], PAGE)
        if page not in self._pages:
            self._pages[page] = self.read_rows(self.ids[page * PAGE : (page + 1) * PAGE])
        return self._pages[page][place]

    def __iter__(self) -> Iterator[RowT]:
        return (self[at] for at in range(len(self.ids)))
