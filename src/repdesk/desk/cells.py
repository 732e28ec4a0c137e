"""What stands in the columns of a list of customers: how each fact is read of many, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from repdesk import wording
from repdesk.desk.completeness import completeness_of
from repdesk.desk.sheet import Read, Sheet
from repdesk.i18n import _
from repdesk.money import in_full, minor_per_unit
from repdesk.rules.scoring import amount_of
from repdesk.rules.standing import deal_beside, stage_of
from repdesk.rules.types import Account
from repdesk.store.reading import columns as facts
from repdesk.store.reading.columns import Ids
from repdesk.store.reading.customer import grouped
from repdesk.store.reading.labels import read_custom_values, read_tags
from repdesk.text import visible

Value = str | int | Decimal | date | bool
"""What a cell is sorted by and taken out as."""


def as_it_is(cell: Any) -> Any:
    """Return a cell that is its own value."""
    return cell


def as_text(cell: Any, _today: date) -> str:
    """Return a cell as text."""
    return str(cell)


def as_day(cell: date, today: date) -> str:
    """Return a day in words."""
    return wording.day(cell, today)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in minor units of a currency, "" where that is not known."""

    minor: int
    currency: str

    @property
    def units(self) -> Decimal:
        """Return it in whole units."""
        return Decimal(self.minor) / minor_per_unit(self.currency)


@dataclass(frozen=True, slots=True)
class Stands:
    """A stage, and that of an open deal shown beside it."""

    stage: int
    deal: int | None = None


@dataclass(frozen=True, slots=True)
class Dial:
    """The number to dial (E.164), or why there is none."""

    e164: str
    barred: Literal["", "do_not_call", "wrong_number"] = ""


def known(read: Callable[[Account, Sheet], Any]) -> Read:
    """Return a reader of what the rules know of an account."""

    def reader(sheet: Sheet, ids: Ids) -> Mapping[int, Any]:
        found = ((account.id, read(account, sheet)) for account in sheet.of(ids))
        return {number: cell for number, cell in found if cell is not None}

    return reader


def stored(read: Callable[..., Mapping[int, Any]], *words: str) -> Read:
    """Return a reader of what a projection of the store gives."""
    return lambda sheet, ids: read(sheet.book.read(), *words, ids)


def stands(account: Account, sheet: Sheet) -> Stands:
    """Return where an account stands."""
    stage = stage_of(account, sheet.today)
    return Stands(stage, deal_beside(account, stage))


def stage_text(cell: Stands, _today: date) -> str:
    """Return number and name of a stage."""
    return f"{cell.stage} {wording.stage(cell.stage)}"


def kp(sheet: Sheet, ids: Ids) -> Mapping[int, str]:
    """Return the key person, else the first contact."""
    return {owner: people[0][0] for owner, people in sheet.read(PEOPLE, ids).items()}


def dial(sheet: Sheet, ids: Ids) -> Mapping[int, Dial]:
    """Return the numbers to dial."""
    return {owner: _number_of(numbers) for owner, numbers in sheet.read(NUMBERS, ids).items()}


def _number_of(numbers: Sequence[tuple[str, bool, bool]]) -> Dial:
    """Return the first number that may be dialled, else the first with what bars it."""
    fit = next((e164 for e164, bad, barred in numbers if not (bad or barred)), None)
    if fit is not None:
        return Dial(fit)
    return Dial(numbers[0][0], "do_not_call" if any(barred for _e164, _bad, barred in numbers) else "wrong_number")


def dial_text(cell: Dial, _today: date) -> str:
    """Return the number in groups; one that may not be dialled is not shown."""
    if cell.barred:
        return _("do not call") if cell.barred == "do_not_call" else _("wrong number")
    return grouped(cell.e164)


def untouched(account: Account, sheet: Sheet) -> int | None:
    """Return the calendar days since the last call, None where there was none."""
    return None if account.last_call is None else (sheet.today - account.last_call).days


def amounts(sheet: Sheet, ids: Ids) -> Mapping[int, Amount]:
    """Return what accounts are worth: of the open deal, else the estimate, else the last contract."""
    currency = sheet.read(CURRENCIES, ids)
    found = ((account.id, amount_of(account)) for account in sheet.of(ids))
    return {number: Amount(minor, currency.get(number, sheet.currency)) for number, minor in found if minor is not None}


def source_text(cell: tuple[str, str], _today: date) -> str:
    """Return kind and name of a lead source."""
    kind, name = cell
    return ": ".join(filter(None, (wording.source(kind), visible(name))))


def created(sheet: Sheet, ids: Ids) -> Mapping[int, date]:
    """Return the days accounts came into the book."""
    stamps = facts.read_plain(sheet.book.read(), "created_at", ids)
    return {number: _local_day(stamp) for number, stamp in stamps.items()}


@lru_cache(maxsize=4_096)
def _local_day(stamp: str) -> date:
    """Return the local day of an instant of the book; those of an import are all the same."""
    return datetime.fromisoformat(stamp).astimezone().date()


def joined(cell: Iterable[str], _today: date | None = None) -> str:
    """Return texts with commas between."""
    return ", ".join(map(visible, cell))


def missing_text(cell: Iterable[str], _today: date) -> str:
    """Return what a card lacks, in words."""
    return ", ".join(map(wording.missing, cell))


def listed(sheet: Sheet, ids: Ids) -> Mapping[int, bool]:
    """Return who is on today's list."""
    return {account.id: account.id in sheet.on_today for account in sheet.of(ids)}


def yes(cell: bool, _today: date) -> str:
    """Return yes or no."""
    return _("yes") if cell else _("no")


PEOPLE: Read = stored(facts.read_people)
NUMBERS: Read = stored(facts.read_dialled)
CURRENCIES: Read = stored(facts.read_amount_currencies)
TAGS: Read = stored(read_tags)
CUSTOM: Read = stored(read_custom_values)
COMPLETE: Read = completeness_of


def worth(cell: Amount, _today: date) -> str:
    """Return an amount with its currency."""
    return in_full(cell.minor, cell.currency)


def currencies(sheet: Sheet, ids: Ids) -> Mapping[int, str]:
    """Return the currencies of the amounts."""
    return {number: cell.currency for number, cell in amounts(sheet, ids).items() if cell.currency}


def custom_cells(number: int, kind: str, sheet: Sheet, ids: Ids) -> Mapping[int, Value]:
    """Return what accounts have in a field of the rep's own, given by its number."""
    found = ((owner, values.get(number)) for owner, values in sheet.read(CUSTOM, ids).items())
    return {owner: custom_value(kind, value) for owner, value in found if value is not None}


def custom_value(kind: str, value: str) -> Value:
    """Return a value of a custom field as what it stands for."""
    if kind == "number":
        return Decimal(value)
    return date.fromisoformat(value) if kind == "date" else value
