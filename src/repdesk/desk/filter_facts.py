"""What the fields of a filter find on record of the customers: values as they are compared, read a field at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from repdesk.desk.book import Book
from repdesk.desk.cells import COMPLETE, CUSTOM, NUMBERS, PEOPLE, TAGS, Amount, custom_value
from repdesk.desk.columns import COLUMNS
from repdesk.desk.sheet import Read, Sheet
from repdesk.rules.filters import digits_of, folded
from repdesk.rules.filters.fields import FilterField, Kind, Value, own_field
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account
from repdesk.store.reading.columns import Ids
from repdesk.store.reading.labels import CustomField, FieldKind, read_custom_fields
from repdesk.wording import source

Found = Mapping[int, tuple[Value, ...]]
_COLUMN = {column.name: column.read for column in COLUMNS}
_KINDS: Mapping[FieldKind, Kind] = {"text": "text", "number": "number", "date": "date", "choice": "text"}


def found(sheet: Sheet, field: FilterField) -> Found:
    """Return what is on record in a field of all customers, by account; who has nothing there is left out."""
    read = _FOUND.get(field.name)
    if read is None:
        fields = ((own, own_field(own.name, _KINDS[own.kind])) for own in read_custom_fields(sheet.book.read()))
        read = next((partial(_own, own) for own, asked in fields if asked.name == field.name), _nothing)
    return sheet.read(read)


def own_fields(book: Book) -> tuple[FilterField, ...]:
    """Return the rep's own fields as a filter may name them."""
    return tuple(own_field(own.name, _KINDS[own.kind]) for own in read_custom_fields(book.read()))


def _nothing(_sheet: Sheet, _ids: Ids) -> Found:
    return {}


def _own(own: CustomField, sheet: Sheet, ids: Ids) -> Found:
    values = ((owner, all_.get(own.id)) for owner, all_ in sheet.read(CUSTOM, ids).items())
    made = ((owner, custom_value(own.kind, value)) for owner, value in values if value is not None)
    return {owner: (folded(value) if isinstance(value, str) else value,) for owner, value in made}


def _texts(*reads: Read, texts: Callable[[Any], Iterable[str]] = lambda cell: (cell,)) -> Read:
    """Return a reader of texts as they are compared, several of an account where there are several."""

    def reader(sheet: Sheet, ids: Ids) -> Found:
        values: dict[int, tuple[Value, ...]] = {}
        for read in reads:
            for owner, cell in sheet.read(read, ids).items():
                values[owner] = values.get(owner, ()) + tuple(map(folded, texts(cell)))
        return values

    return reader


def _one(read: Read, value: Callable[[Any], Value] = lambda cell: cell) -> Read:
    return lambda sheet, ids: {owner: (value(cell),) for owner, cell in sheet.read(read, ids).items()}


def _known(read: Callable[[Account, Sheet], Value | None]) -> Read:
    def reader(sheet: Sheet, ids: Ids) -> Found:
        values = ((account.id, read(account, sheet)) for account in sheet.of(ids))
        return {owner: (value,) for owner, value in values if value is not None}

    return reader


def _flag(up: Callable[[Account, Sheet], bool]) -> Read:
    return _known(lambda account, sheet: "yes" if up(account, sheet) else "no")


def _source_words(cell: tuple[str, str]) -> tuple[str, ...]:
    """Return a source by its kind, by what that is called here, and by its name."""
    kind, name = cell
    return (kind, source(kind), name)


def _bad(sheet: Sheet, ids: Ids) -> Found:
    numbers = sheet.read(NUMBERS, ids)
    return {
        account.id: ("yes" if any(bad for _e164, bad, _barred in numbers.get(account.id, ())) else "no",)
        for account in sheet.of(ids)
    }


def _days(name: str) -> Read:
    return _known(lambda account, sheet: None if (day := getattr(account, name)) is None else (sheet.today - day).days)


def _minor(cell: Amount) -> int:
    return cell.minor


_FOUND: Mapping[str, Read] = {
    "name": _texts(_COLUMN["name"]),
    "kp": _texts(PEOPLE, texts=lambda people: (name for name, _kp in people)),
    "phone": _texts(NUMBERS, texts=lambda numbers: (digits_of(e164) for e164, _bad, _barred in numbers)),
    "city": _texts(_COLUMN["region"], _COLUMN["address"]),
    "industry": _texts(_COLUMN["industry"]),
    "size": _texts(_COLUMN["size"]),
    "need": _texts(_COLUMN["need"]),
    "rival": _texts(_COLUMN["rival"]),
    "obstacle": _texts(_COLUMN["obstacle"]),
    "owner": _texts(_COLUMN["owner"]),
    "note": _texts(_COLUMN["notes"]),
    "tag": _texts(TAGS, texts=lambda tags: tags),
    "source": _texts(_COLUMN["source"], texts=_source_words),
    "grade": _one(_COLUMN["grade"]),
    "stage": _one(_COLUMN["stage"], lambda cell: cell.stage),
    "intent": _one(_COLUMN["intent"]),
    "contract": _one(_COLUMN["contract"]),
    "amount": _one(_COLUMN["value"], _minor),
    "currency": _texts(_COLUMN["currency"]),
    "score": _one(_COLUMN["score"]),
    "complete": _one(COMPLETE, lambda cell: cell.points),
    "missing": lambda sheet, ids: {
        owner: cell.missing or ("none",) for owner, cell in sheet.read(COMPLETE, ids).items()
    },
    "calls": lambda sheet, ids: {
        account.id: (sheet.read(_COLUMN["calls"], ids).get(account.id, 0),) for account in sheet.of(ids)
    },
    "unanswered": _known(lambda account, _sheet: account.unanswered),
    "untouched": _days("last_call"),
    "unspoken": _days("last_conversation"),
    "unmet": _days("last_effective"),
    "next": _one(_COLUMN["next_call"], lambda cell: cell.date),
    "last": _one(_COLUMN["last_call"]),
    "spoke": _one(_COLUMN["last_contact"]),
    "ends": _one(_COLUMN["contract_end"]),
    "created": _one(_COLUMN["created"]),
    "today": _flag(lambda account, sheet: account.id in sheet.on_today),
    "callable": _flag(lambda account, sheet: is_callable(account, sheet.today)),
    "dnc": _flag(lambda account, _sheet: account.do_not_call),
    "bad": _bad,
    "promised": _flag(lambda account, _sheet: account.next_call is not None and account.next_call.promised),
    "referred": _flag(lambda account, _sheet: account.referred),
    "id": _known(lambda account, _sheet: account.id),
}
