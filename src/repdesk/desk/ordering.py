"""The order of a list of customers: by any column, up or down, ties by account id."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from repdesk.desk.book import Book
from repdesk.desk.cells import Value
from repdesk.desk.columns import Column, column_named
from repdesk.desk.sheet import Sheet
from repdesk.rules.filters import folded

DOWN = "-"
"""Before the name of a column by which the highest comes first."""


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by, and whether the highest comes first."""

    column: Column
    down: bool = False

    def __str__(self) -> str:
        """Write it as it is typed and kept: -score."""
        return f"{DOWN if self.down else ''}{self.column.name}"


def read_order(book: Book, text: str) -> Order:
    """Read an order as it is typed, the minus before or after: score, -score, score-; RepdeskError for no column."""
    text = text.strip().translate({ord("－"): DOWN})
    name = text.removeprefix(DOWN).removesuffix(DOWN)
    return Order(column_named(book, name), name != text)


def in_order(sheet: Sheet, ids: Collection[int], order: Order) -> tuple[int, ...]:
    """Return accounts in an order; who has nothing in the column comes last, however it is turned.

    Of all customers the order is worked out once, so that other ones of them are put into it at little cost.
    """
    whole = sheet.once(("order", str(order)), partial(_ordered, sheet, order))
    return whole if len(ids) == len(whole) else tuple([number for number in whole if number in ids])


def _ordered(sheet: Sheet, order: Order) -> tuple[int, ...]:
    cells, key = order.column.cells(sheet), _key(order.column)
    known = [number for number in sorted(sheet.accounts) if number in cells]
    nothing = [number for number in sorted(sheet.accounts) if number not in cells]
    known.sort(key=lambda number: key(cells[number]), reverse=order.down)
    first = order.down and order.column.nothing_is_most
    return (*nothing, *known) if first else (*known, *nothing)


def _key(column: Column) -> Callable[[Any], Any]:
    """Return what cells of a column are held against each other by."""
    value: Callable[[Any], Value] = column.value
    if column.kind != "text":
        return value
    # In this encoding the common Chinese signs stand in the order of their pinyin, as a rep expects them.
    return lambda cell: folded(str(value(cell))).encode("gb18030", "replace")
