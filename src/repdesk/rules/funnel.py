"""The funnel: who stands at which stage, of which grade, under which contract, and what they are worth (DOMAIN §8)."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, repeat
from typing import TypeVar

from repdesk.rules.policy import Policy
from repdesk.rules.scoring import amount_of
from repdesk.rules.standing import Mix, contract_status, grade, mix, stage_of
from repdesk.rules.types import GRADES, STAGE_KEYS, Account, ContractStatus, Grade

CONTRACT_STATUSES: tuple[ContractStatus, ...] = ("none", "active", "expired")
_NEVER = date.min
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """Part of the book: its accounts by id, and the sum of their amounts in minor units of the book's currency."""

    ids: tuple[int, ...]
    value: int


_NOBODY = Part((), 0)


@dataclass(frozen=True, slots=True)
class Funnel:
    """A book in parts: every account is in `book`, in one of `stages` (0 to 7), of `grades` and of `contracts`.

    `unsummed` are the accounts whose amount is in another currency than the book's: counted, not in any value.
    """

    book: Part
    stages: tuple[Part, ...]
    grades: dict[Grade, Part]
    contracts: dict[ContractStatus, Part]
    mix: Mix
    unsummed: tuple[int, ...]


def funnel(accounts: Iterable[Account], day: date, policy: Policy, foreign: Container[int] = ()) -> Funnel:
    """Return the funnel of a book on a day; `foreign` are the accounts whose amount is in another currency."""
    kinds: dict[tuple[object, ...], _Gathered] = {}
    unsummed = []
    for account in accounts:
        amount = amount_of(account) or 0
        if amount and account.id in foreign:
            unsummed.append(account.id)
            amount = 0
        kind = _kind(account)
        gathered = kinds.get(kind)
        if gathered is None:
            gathered = kinds[kind] = _Gathered(account)
        gathered.ids.append(account.id)
        gathered.value += amount
    found = list(kinds.values())
    stages = _parts(found, lambda one: stage_of(one, day))
    grades = _parts(found, lambda one: grade(one, day, policy).grade)
    contracts = _parts(found, lambda one: contract_status(one, day))
    return Funnel(
        _part(found),
        tuple(stages.get(stage, _NOBODY) for stage in range(len(STAGE_KEYS))),
        {letter: grades.get(letter, _NOBODY) for letter in GRADES},
        {status: contracts.get(status, _NOBODY) for status in CONTRACT_STATUSES},
        mix(chain.from_iterable(repeat(letter, len(part.ids)) for letter, part in grades.items()), policy),
        tuple(sorted(unsummed)),
    )


@dataclass(slots=True)
class _Gathered:
    """Accounts of one kind as they are gathered, the first of them standing for all."""

    first: Account
    ids: list[int] = field(default_factory=list)
    value: int = 0


def _kind(account: Account) -> tuple[object, ...]:
    """Return all that tells where an account stands: those alike in it are judged once, and a big book has many."""
    return (
        account.stage,
        account.intent,
        account.contract_end,
        account.contract_sent,
        account.deal_stage,
        account.override,
        account.do_not_call,
        account.refused_for_good,
    )


def _parts(found: Iterable[_Gathered], judged: Callable[[Account], _Key]) -> dict[_Key, Part]:
    """Return the parts that a judgement divides the book into."""
    divided: dict[_Key, list[_Gathered]] = {}
    for one in found:
        divided.setdefault(judged(one.first), []).append(one)
    return {key: _part(ones) for key, ones in divided.items()}


def _part(ones: Iterable[_Gathered]) -> Part:
    kinds = list(ones)
    return Part(tuple(sorted(chain.from_iterable(one.ids for one in kinds))), sum(one.value for one in kinds))


def share(part: int, whole: int) -> int:
    """Return a part of a whole in per cent, rounded half up; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def walk_order(accounts: Iterable[Account], foreign: Container[int] = ()) -> tuple[int, ...]:
    """Return the accounts in the order to call them through: by amount, then longest untouched, then id.

    Amounts in another currency than the book's cannot be held against the others, and stand behind them.
    """

    def place(account: Account) -> tuple[int, date, int]:
        amount = 0 if account.id in foreign else amount_of(account) or 0
        return -amount, account.last_call or _NEVER, account.id

    return tuple(account.id for account in sorted(accounts, key=place))
