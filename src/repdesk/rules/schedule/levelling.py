"""Spreading an overload of next calls over the coming days (DOMAIN §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heappop, heappush

from repdesk.rules.cadence import last_day_of_next_cycle, maximum_interval, next_rung
from repdesk.rules.hours import quota_on
from repdesk.rules.schedule import LaidOut
from repdesk.rules.schedule.room import working_days
from repdesk.rules.schedule.spreading import lightest
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import contract_status, grade
from repdesk.rules.types import Account, NextCall, Reason


@dataclass(frozen=True, slots=True)
class Move:
    """A next call to be put on a later day: the day that shows it, the one it goes to, and why.

    The reason is `overload` with the load and the quota of the day it leaves, and its score there.
    """

    account_id: int
    was: NextCall
    shown: date
    to: date
    reason: Reason


@dataclass(frozen=True, slots=True)
class Full:
    """A day that stays above its quota: nothing on it may move, or there is no room ahead."""

    day: date
    load: int
    quota: int


@dataclass(frozen=True, slots=True)
class Levelled:
    """What levelling comes to: the moves by day, then by urgency, the least first; and the days that stay too full."""

    moves: tuple[Move, ...]
    full: tuple[Full, ...]


def level(laid: LaidOut, scorer: Scorer, *, days: int, staying: Collection[int] = ()) -> Levelled:
    """Return the moves that bring the coming days, so many calendar days from today's list on, down to their quotas.

    A next call counts for the working day that shows it, an overdue one for the first. A day above its quota gives
    its least urgent calls (lowest score, then latest id) away, later and never earlier, for what a rule or the rep
    chose is the earliest that suits. The days taken are the lightest with room within `level_within` working days, the
    earliest on a tie, and where none of them has any the next one that has: nobody waits a month because that month is
    empty. Of the calls that leave a day the least urgent wait longest, and who may wait gives a nearer day up to one
    who may not: a day stays too full only where no order of waiting has a day for one more. Never moved are promises,
    those that were missed as promises and are urgent, and the accounts `staying`; `reach` says how far the others may
    go.
    """
    return _Levelling(laid, scorer, days, staying).done()


def reach(account: Account, shown: date, first: date, scorer: Scorer) -> int:
    """Return how many working days later than the day that shows it a next call may be made, at least 0.

    It passes neither the rung before the contract's end that it is set for, nor that end, nor the last working day of
    the next cycle, where coverage could not be kept, nor the longest interval since the last effective contact, unless
    it is past that already: who is late anyhow is told by the score.
    """
    policy, calendar = scorer.policy, scorer.calendar
    caps = [last_day_of_next_cycle(first, calendar)]
    if account.contract_end is not None and contract_status(account, first) == "active":
        rung = next_rung(account, shown - timedelta(days=1), policy, calendar)
        caps.append(account.contract_end if rung is None else rung)
    most = min(calendar.after(shown, cap) for cap in caps)
    interval = maximum_interval(account, grade(account, first, policy).grade, first, policy)
    if account.last_effective is not None and interval is not None:
        left = interval - calendar.after(account.last_effective, shown)
        if left >= 0:
            most = min(most, left)
    return most


class _Levelling:
    """The days of a levelling by their place, how full each is by now, and those that still have room."""

    def __init__(self, laid: LaidOut, scorer: Scorer, days: int, staying: Collection[int]) -> None:
        policy, calendar = scorer.policy, scorer.calendar
        self._laid, self._scorer, self._staying = laid, scorer, staying
        self._days = working_days(laid.first, days, calendar)
        self._at = {day: at for at, day in enumerate(self._days)}
        self._quota = {day: quota_on(day, calendar, policy) for day in self._days}
        self._within = policy.schedule.level_within
        self._last = last_day_of_next_cycle(laid.first, calendar)
        self._shown = {day: laid.on(day) for day in self._days}
        if self._days:
            self._shown[laid.first] = (*laid.overdue(), *laid.on(laid.first))
        self._load = {day: len(accounts) for day, accounts in self._shown.items()}
        self._room = [day for day in self._days if self._load[day] < self._quota[day]]

    def done(self) -> Levelled:
        moves = [move for day in self._days if self._load[day] > self._quota[day] for move in self._lightened(day)]
        full = [Full(day, self._load[day], self._quota[day]) for day in self._days]
        return Levelled(tuple(moves), tuple(one for one in full if one.load > one.quota))

    def _lightened(self, day: date) -> list[Move]:
        """Give calls of a day away until it is down to its quota, or nothing more can leave it."""
        load, quota = self._load[day], self._quota[day]
        self._room = [later for later in self._room if later > day]
        if not self._room or day >= self._last:
            return []  # before so many are scored
        movable = [(self._scorer.score(account), account) for account in self._shown[day] if self._may_move(account)]
        leaving: list[_Leaving] = []
        taken: list[date] = []
        waits = _Waits()
        for score, account in sorted(movable, key=lambda each: (each[0], -each[1].id)):
            if self._load[day] <= quota or not self._room:
                break
            one = _Leaving(score, account, reach(account, day, self._laid.first, self._scorer))
            to = self._room_for(one.reach, day) or self._room_in_turn(one.reach, waits, day)
            if to is not None:
                leaving.append(one)
                taken.append(to)
                waits.add(one.reach, self._at[to] - self._at[day])
                self._put(day, to)
        moves = []
        for one, to in self._shared_out(leaving, sorted(taken, reverse=True), day):
            facts = (("load", load), ("quota", quota), ("score", one.score))
            if (nxt := one.account.next_call) is not None:
                moves.append(Move(one.account.id, nxt, day, to, Reason("overload", facts=facts)))
        return sorted(moves, key=lambda move: (move.reason.fact("score"), -move.account_id))

    def _may_move(self, account: Account) -> bool:
        nxt = account.next_call
        return nxt is not None and not (nxt.promised or nxt.urgent or account.id in self._staying)

    def _put(self, day: date, to: date) -> None:
        self._load[day] -= 1
        self._load[to] += 1
        if self._load[to] >= self._quota[to]:
            self._room.remove(to)

    def _room_for(self, most: int, day: date) -> date | None:
        """Return the lightest day with room soon after, else the next one with room; None where none is in reach."""
        soon = list[date]()
        for later in self._room:
            away = self._at[later] - self._at[day]
            if away > most:
                break
            if away > self._within:
                return self._lightest(soon) if soon else later
            soon.append(later)
        return self._lightest(soon) if soon else None

    def _room_in_turn(self, most: int, waits: _Waits, day: date) -> date | None:
        """Return the next day with room where somebody who leaves may wait for it and give up a nearer one, else None.

        It is asked for only where no day with room is in reach.
        """
        to = self._room[0]
        return to if waits.fit(most, self._at[to] - self._at[day]) else None

    def _lightest(self, days: Sequence[date]) -> date:
        return lightest(days, self._load, self._quota.__getitem__)

    def _shared_out(
        self, leaving: Iterable[_Leaving], latest_first: Iterable[date], day: date
    ) -> Iterator[tuple[_Leaving, date]]:
        """Share the days that were taken out anew: the least urgent waits longest, of those who may wait so long.

        Who may wait for a day may wait for every earlier one, so that whoever is given the latest leaves days enough.
        """
        furthest_first = sorted(leaving, key=lambda one: one.reach)
        waiting: list[tuple[int, int, _Leaving]] = []
        for to in latest_first:
            away = self._at[to] - self._at[day]
            while furthest_first and furthest_first[-1].reach >= away:
                one = furthest_first.pop()
                heappush(waiting, (one.score, -one.account.id, one))
            yield heappop(waiting)[2], to


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A call that leaves its day: how urgent it is, and how many working days later it may be made."""

    score: int
    account: Account
    reach: int


@dataclass(slots=True)
class _Waits:
    """How many working days those who leave a day may wait, and how far off the days are that were taken for them."""

    may: Counter[int] = field(default_factory=Counter)
    away: Counter[int] = field(default_factory=Counter)

    def add(self, reach: int, away: int) -> None:
        self.may[reach] += 1
        self.away[away] += 1

    def fit(self, reach: int, away: int) -> bool:
        """Say whether there is a day for each of them, with one more who may wait so long and one more day."""
        spare = 0
        for days in sorted({*self.may, *self.away, reach, away}, reverse=True):
            spare += self.may[days] + (days == reach) - self.away[days] - (days == away)
            if spare < 0:
                return False
        return True
