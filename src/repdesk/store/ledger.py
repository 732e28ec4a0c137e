"""What one act did to rows, netted: a row inserted and then changed is one insert, a value set back is no change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from repdesk.store.heap import Heap
from repdesk.store.shape import Row, account_column

Changed = tuple[Row, Row, Row]
"""A row's key, its values before and its values after, for columns named beside."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """Whole rows that came into a table."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Sequence[Row]

    def row_keys(self) -> list[Row]:
        """Return the rows' keys."""
        places = [self.columns.index(name) for name in self.key]
        return [tuple([row[place] for place in places]) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Updated:
    """Rows of a table in which the same columns changed."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Sequence[Changed]


@dataclass(frozen=True, slots=True)
class Body:
    """All of an entry: the accounts it touched, the rows it brought and those it changed."""

    accounts: tuple[int, ...] = ()
    inserted: tuple[Inserted, ...] = ()
    updated: tuple[Updated, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything was done."""
        return bool(self.inserted or self.updated)

    @property
    def tables(self) -> frozenset[str]:
        """The tables it touched."""
        return frozenset(g.table for g in self.inserted) | frozenset(g.table for g in self.updated)


@dataclass(slots=True)
class _Page:
    """One table's part of the ledger.

    Of rows that came in a bulk is rarely changed in the same act: its keys need not be known by heart. `_places` are
    those of the first of them, as many as there were when a change last asked.
    """

    key: tuple[str, ...]
    columns: tuple[str, ...] = ()
    inserted: Heap = field(default_factory=Heap)
    updated: dict[Row, tuple[tuple[str, ...], Row, Row]] = field(default_factory=dict)
    _places: dict[Row, int] = field(default_factory=dict)

    def place(self, key: Row) -> int | None:
        """Return where among the rows that came in the one of this key lies, None where it was there before."""
        if len(self._places) < len(self.inserted):
            parts = [self.columns.index(name) for name in self.key]
            known = len(self._places)
            for place, row in enumerate(self.inserted.since(known), start=known):
                self._places[tuple([row[part] for part in parts])] = place
        return self._places.get(key)


class Ledger:
    """Collects what an act does, and nets it."""

    def __init__(self) -> None:
        self.accounts: set[int] = set()
        self._pages: dict[str, _Page] = {}

    def insert(self, group: Inserted) -> None:
        """Note whole rows that were inserted."""
        page = self._pages.setdefault(group.table, _Page(group.key))
        page.columns = group.columns
        page.inserted.add(group.rows)
        column = account_column(group.table, group.columns)
        if column is not None:
            place = group.columns.index(column)
            self.accounts.update(row[place] for row in group.rows if row[place] is not None)

    def update(self, group: Updated) -> None:
        """Note rows that were changed."""
        page = self._pages.setdefault(group.table, _Page(group.key))
        for key, before, after in group.rows:
            place = page.place(key)
            if place is not None:
                page.inserted.change(place, _patched(page.columns, page.inserted[place], group.columns, after))
            elif key in page.updated:
                page.updated[key] = _merged(page.updated[key], (group.columns, before, after))
            else:
                page.updated[key] = (group.columns, before, after)

    def body(self) -> Body:
        """Return the net of it, grouped by table and columns, in the order the tables were first touched."""
        inserted: list[Inserted] = []
        updated: list[Updated] = []
        for table, page in self._pages.items():
            if page.inserted:
                inserted.append(Inserted(table, page.key, page.columns, page.inserted))
            groups: dict[tuple[str, ...], list[Changed]] = {}
            for key, (columns, before, after) in page.updated.items():
                if before != after:
                    groups.setdefault(columns, []).append((key, before, after))
            updated += [Updated(table, page.key, columns, rows) for columns, rows in groups.items()]
        return Body(tuple(sorted(self.accounts)), tuple(inserted), tuple(updated))


def _patched(columns: tuple[str, ...], row: Row, changed: Iterable[str], values: Row) -> Row:
    """Return the inserted row as it is after a later change in the same act."""
    now = dict(zip(columns, row, strict=True)) | dict(zip(changed, values, strict=True))
    return tuple(now.values())


def _merged(
    first: tuple[tuple[str, ...], Row, Row], then: tuple[tuple[str, ...], Row, Row]
) -> tuple[tuple[str, ...], Row, Row]:
    """Return two changes of a row as one: what was before the first, what is after the last, less what came back."""
    before = dict(zip(then[0], then[1], strict=True)) | dict(zip(first[0], first[1], strict=True))
    after = dict(zip(first[0], first[2], strict=True)) | dict(zip(then[0], then[2], strict=True))
    kept = tuple(column for column in sorted(before) if before[column] != after[column])
    return kept, tuple(before[column] for column in kept), tuple(after[column] for column in kept)
