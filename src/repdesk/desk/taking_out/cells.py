"""The cells of a file of customers: each fact read for some of them at a time, and put as a file holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from repdesk import wording
from repdesk.desk import columns as desk_columns
from repdesk.desk.sheet import Sheet
from repdesk.desk.taking_out.layout import Layout
from repdesk.exchange.people import Person, written_people
from repdesk.exchange.plain import plain
from repdesk.exchange.words import meanings
from repdesk.exchange.writing.grid import Grid, Value
from repdesk.i18n import _
from repdesk.money import minor_per_unit
from repdesk.rules.types import Account, NextCall
from repdesk.store.reading.customer import grouped
from repdesk.store.reading.taking_out import (
    MoneyOut,
    NumberOut,
    PersonOut,
    read_money_out,
    read_numbers_out,
    read_people_out,
)

Row = tuple[Value, ...]
_AT_ONCE = 1_000
_BY_CONTRACT = (5, 6, 7)
"""Stages at which an import takes an amount for that of a contract."""


def grid_of(sheet: Sheet, ids: Sequence[int], names: Iterable[str], title: str) -> Grid:
    """Return customers, in this order, under columns of these names; one that is gone meanwhile is left out."""
    there = [number for number in ids if number in sheet.accounts]
    layout = Layout(sheet, there, names)
    return Grid(title, layout.columns(), Rows(sheet, there, layout))


class Rows:
    """The rows of customers in their order, read as they are asked for, so that a whole book needs little room."""

    def __init__(self, sheet: Sheet, ids: Sequence[int], layout: Layout) -> None:
        self._sheet, self._ids, self._layout = sheet, ids, layout

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self._ids), _AT_ONCE):
            some = self._ids[start : start + _AT_ONCE]
            facts = _Facts(self._sheet, some, self._layout)
            parts = [(facts.cells(name), (None,) * self._layout.width(name)) for name in self._layout.names]
            for number in some:
                yield tuple(chain.from_iterable(cells.get(number, nothing) for cells, nothing in parts))


class _Facts:
    """What the cells of some customers are filled from, each fact read when a column asks for it."""

    def __init__(self, sheet: Sheet, ids: Sequence[int], layout: Layout) -> None:
        self._sheet, self._ids, self._layout = sheet, ids, layout

    @cached_property
    def _people(self) -> Mapping[int, tuple[PersonOut, ...]]:
        return read_people_out(self._sheet.book.read(), self._ids)

    @cached_property
    def _numbers(self) -> Mapping[int, tuple[NumberOut, ...]]:
        return read_numbers_out(self._sheet.book.read(), self._ids)

    @cached_property
    def _money(self) -> Mapping[int, MoneyOut]:
        return read_money_out(self._sheet.book.read(), self._ids)

    def cells(self, name: str) -> Mapping[int, Row]:
        """Return the cells of a column by account, several of one account where it is the phone."""
        match name:
            case "phone":
                return {number: self._spread(numbers) for number, numbers in self._numbers.items()}
            case "contract_amount":
                return {number: (self._amount(number, money),) for number, money in self._money.items()}
            case "contract_start":
                return {number: (money.start,) for number, money in self._money.items()}
            case "title" | "email":
                return {number: (getattr(people[0], name),) for number, people in self._people.items()}
            case "people":
                return {number: (_others(people),) for number, people in self._people.items()}
            case "bad_numbers":
                return self._kept_back(lambda number: number.bad and not number.barred)
            case "barred_numbers":
                return self._kept_back(lambda number: number.barred)
        column = self._layout.known[name]
        found = column.cells(self._sheet, self._ids)
        return {number: (_value(column, found[number]),) for number in self._ids if number in found}

    def _spread(self, numbers: Sequence[NumberOut]) -> Row:
        """Return the numbers that may be dialled, a cell each, the last with all that are left."""
        width = self._layout.width("phone")
        fit = [_number(one) for one in numbers if not (one.bad or one.barred)]
        cells = [*fit[: width - 1], " / ".join(fit[width - 1 :])]
        return tuple(cell or None for cell in (*cells, *[""] * width)[:width])

    def _kept_back(self, wanted: Callable[[NumberOut], bool]) -> Mapping[int, Row]:
        return {
            number: (" / ".join(_number(one) for one in numbers if wanted(one)),)
            for number, numbers in self._numbers.items()
        }

    def _amount(self, number: int, money: MoneyOut) -> Value:
        """Return the contract's amount, else the estimate where an import would take it for one."""
        found = _amount_of(self._sheet.accounts[number], money)
        if found is None:
            return None
        minor, coin = found
        units = Decimal(minor) / minor_per_unit(coin)
        return units if self._layout.one_coin else f"{coin} {units}".strip()


def _amount_of(account: Account, money: MoneyOut) -> tuple[int, str] | None:
    if money.amount is not None:
        return money.amount, money.currency
    without = not money.signed and account.contract_end is None
    if money.estimate is not None and without and account.stage not in _BY_CONTRACT:
        return money.estimate, money.estimated_in
    return None


def _value(column: desk_columns.Column, cell: Any) -> Value:
    """Return a cell as a file holds it."""
    if column.name == "stage":
        return f"{cell.stage} {wording.stage(cell.stage)}"
    if column.name == "intent":
        return f"{cell} {wording.intent(cell)}"
    if isinstance(cell, NextCall):
        return datetime.combine(cell.date, cell.time) if cell.time is not None else cell.date
    if column.name == "source":
        return _source(*cell)
    value = column.value(cell)
    if isinstance(value, bool):
        return _("yes") if value else None
    return value


def _source(kind: str, name: str) -> str:
    """Return a lead source so that an import finds its kind again."""
    if not name:
        return wording.source(kind)
    return name if meanings("sources").get(plain(name), "other") == kind else f"{wording.source(kind)}: {name}"


def _number(number: NumberOut) -> str:
    return grouped(number.e164) + (f" ext. {number.extension}" if number.extension else "")


def _others(people: Sequence[PersonOut]) -> str:
    return written_people(Person(one.name, one.title, one.email) for one in people[1:])
