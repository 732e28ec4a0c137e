"""The funnel as the desk shows it: how many stand where, what they are worth, and who they are."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.desk.currencies import currencies
from repdesk.i18n import ngettext
from repdesk.rules.funnel import Funnel, funnel, share, walk_order
from repdesk.rules.types import GRADES, ContractStatus, Grade

__all__ = ["Bar", "FunnelView", "MixBar", "funnel_view", "in_walk_order"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the funnel: its accounts by id, their value in minor units, their share of the whole in per cent."""

    ids: tuple[int, ...]
    value: int
    percent: int | None

    @property
    def accounts(self) -> int:
        """Return how many there are."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class MixBar:
    """A grade of the mix: its share is of A, B and C, held against the healthy one; grade D has none of it."""

    grade: Grade
    bar: Bar
    healthy: int | None
    deviation: int | None


@dataclass(frozen=True, slots=True)
class FunnelView:
    """The book today by stage (0 to 7), grade and contract status, in the book's currency ("" where none is known)."""

    currency: str
    book: Bar
    stages: tuple[Bar, ...]
    mix: tuple[MixBar, ...]
    contracts: dict[ContractStatus, Bar]
    unsummed: tuple[int, ...]
    """Accounts whose amount is in another currency: counted, not summed."""
    note: str
    """That there are such, in words; empty where there are none."""


def funnel_view(book: Book) -> FunnelView:
    """Count the book as it stands today."""
    money = currencies(book)
    # What is known of the accounts is what today's list was read for, so that nothing is read twice on a day off.
    found = funnel(book.accounts(book.list_day()), book.clock.today(), book.policy, money.foreign)
    whole = len(found.book.ids)
    return FunnelView(
        currency=money.own,
        book=Bar(found.book.ids, found.book.value, share(whole, whole)),
        stages=tuple(Bar(part.ids, part.value, share(len(part.ids), whole)) for part in found.stages),
        mix=tuple(_mix_bar(found, letter, book.policy.standing.mix) for letter in GRADES),
        contracts={
            status: Bar(part.ids, part.value, share(len(part.ids), whole)) for status, part in found.contracts.items()
        },
        unsummed=found.unsummed,
        note=_note(len(found.unsummed), money.own),
    )


def _mix_bar(found: Funnel, letter: Grade, healthy: tuple[int, ...]) -> MixBar:
    part = found.grades[letter]
    if letter == "D":
        return MixBar(letter, Bar(part.ids, part.value, None), None, None)
    at = GRADES.index(letter)
    deviation = found.mix.deviation[at]
    return MixBar(letter, Bar(part.ids, part.value, healthy[at] + deviation), healthy[at], deviation)


def _note(unsummed: int, currency: str) -> str:
    if not unsummed:
        return ""
    words = ngettext(
        "%(n)d customer has an amount in another currency than %(currency)s: counted, not summed",
        "%(n)d customers have amounts in other currencies than %(currency)s: counted, not summed",
        unsummed,
    )
    return words % {"n": unsummed, "currency": currency}


def in_walk_order(book: Book, ids: Iterable[int], foreign: Container[int] = ()) -> tuple[int, ...]:
    """Return the accounts of these that are in the book, in the order to call them through (`rules.funnel`)."""
    wanted = frozenset(ids)
    known = [account for account in book.accounts(book.list_day()) if account.id in wanted]
    return walk_order(known, foreign)
