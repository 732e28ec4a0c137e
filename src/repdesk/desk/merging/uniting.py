"""People, numbers and contracts of two customers put together: which of them are the same one."""

from __future__ import annotations

from repdesk.exchange.plain import name_key
from repdesk.rules.merging import folded
from repdesk.store.reading.merging import ContractSide, CustomerSide, NumberSide, PersonSide

People = list[tuple[PersonSide, PersonSide | None]]
Numbers = list[tuple[NumberSide, NumberSide | None]]
Contracts = list[tuple[ContractSide, ContractSide | None]]


def people(keep: CustomerSide, gone: CustomerSide) -> People:
    """Return each person of the one that goes with the same one of the other: the name is, nothing contradicts it."""
    return folded(keep.people, gone.people, _same_person)


def numbers(keep: CustomerSide, gone: CustomerSide) -> Numbers:
    """Return each number of the one that goes with the same one of the other, its extension looked at too."""
    return folded(keep.numbers, gone.numbers, lambda one, other: _dialled(one) == _dialled(other))


def contracts(keep: CustomerSide, gone: CustomerSide) -> Contracts:
    """Return each contract of the one that goes with the same one of the other: dated, alike in all that is said."""
    return folded(keep.contracts, gone.contracts, lambda one, other: one.said == other.said and _dated(one))


def _same_person(one: PersonSide, other: PersonSide) -> bool:
    if name_key(one.name) != name_key(other.name):
        return False
    pairs = ((one.email.casefold(), other.email.casefold()), (one.birthday, other.birthday))
    return all(not left or not right or left == right for left, right in pairs)


def _dialled(number: NumberSide) -> tuple[str, str]:
    return number.e164 or name_key(number.raw), number.extension


def _dated(contract: ContractSide) -> bool:
    _status, _amount, _currency, _sent, signed, start, end, _terms = contract.said
    return any((signed, start, end))
