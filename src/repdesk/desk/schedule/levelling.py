"""An overload of next calls levelled, before it is done: who would move where and why, and what stays too full."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.paged import Paged
from repdesk.desk.schedule import Schedule
from repdesk.rules.schedule.levelling import Full, Move, level
from repdesk.rules.standing import grade
from repdesk.rules.types import Account, Grade
from repdesk.store.reading.day import read_names, read_plan


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A next call that would move, or with `stays` one that the rep has taken out of it."""

    account_id: int
    name: str
    grade: Grade
    from_: date
    to: date
    why: str
    stays: bool


class Moves(Paged[MoveRow]):
    """The moves in their order, and where they stood those that stay."""

    def __init__(
        self, book: Book, moves: Sequence[Move], staying: Collection[int], accounts: dict[int, Account]
    ) -> None:
        super().__init__([move.account_id for move in moves])
        self._book, self._staying, self._accounts = book, staying, accounts
        self._by_id = {move.account_id: move for move in moves}

    def read_rows(self, ids: Sequence[int]) -> tuple[MoveRow, ...]:
        """Read the rows of these accounts; one that another program took back meanwhile has no name."""
        names = read_names(self._book.read(), ids)
        return tuple(self._row(self._by_id[number], names.get(number, ("", ""))[0]) for number in ids)

    def _row(self, move: Move, name: str) -> MoveRow:
        account = self._accounts[move.account_id]
        letter = grade(account, self._book.list_day(), self._book.policy).grade
        stays = move.account_id in self._staying
        return MoveRow(move.account_id, name, letter, move.was.date, move.to, wording.brief(move.reason), stays)


@dataclass(frozen=True, slots=True)
class Preview:
    """What levelling would come to over so many days: the moves, the schedule now and with them done, what stays full.

    `rows` are the moves, with those that the rep has taken out where they stood.
    """

    days: int
    moves: tuple[Move, ...]
    rows: Moves
    now: Schedule
    then: Schedule
    full: tuple[Full, ...]


def preview_level(schedule: Schedule, days: int, dropped: Sequence[Move] = ()) -> Preview:
    """Return what levelling would come to; the calls of `dropped` stay, and who is still on today's list does too."""
    book = schedule.book
    staying = {move.account_id for move in dropped}
    found = level(schedule.laid, schedule.scorer, days=days, staying=staying | on_todays_list(book))
    ordered = sorted([*found.moves, *dropped], key=_place)
    known = {account.id: account for day in schedule.laid.shown.values() for account in day}
    moved = [(known[move.account_id], move.to) for move in found.moves]
    rows = Moves(book, ordered, staying, known)
    return Preview(days, found.moves, rows, schedule, schedule.trying(moved), found.full)


def _place(move: Move) -> tuple[date, int, int]:
    """Return the place of a move: by day, then by urgency, the least first."""
    return move.shown, int(move.reason.fact("score")), -move.account_id


def on_todays_list(book: Book) -> frozenset[int]:
    """Return who has a place on the list that stands for today: they are being called, nobody takes them off it."""
    plan = read_plan(book.read(), book.list_day(), book.clock.today())
    return frozenset() if plan is None else frozenset(item.account_id for item in plan.items)
