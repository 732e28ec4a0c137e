"""A book that moves from day to day: who fits which tier, how far the cycle is, how full the days are.

It comes to what `call_list.build` and `coverage` come to, but looks at an account again only on the days on which what
is judged of it may turn, so that a large book can be run through many days.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heappop, heappush, nsmallest

from repdesk.rules.cadence import is_late, maximum_interval
from repdesk.rules.call_list import Candidate, called_since, place, tier_of
from repdesk.rules.coverage import Counts, Coverage, coverage_of
from repdesk.rules.ownership import Claim, lapses_on, protection_ends
from repdesk.rules.policy import Policy
from repdesk.rules.schedule import load_of_days, shown_on
from repdesk.rules.scoring import Scorer, ValueScale, expected_value, total
from repdesk.rules.standing import grade, is_callable
from repdesk.rules.types import TIERS, Account, Tier
from repdesk.rules.workdays import Calendar, month_cycle

_DAY = timedelta(days=1)
_NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Late:
    """How an account is past its maximum interval: the working days that may pass since the last effective contact."""

    most: int
    grade: str
    since: date


class MovingBook:
    """The accounts as they stand on `day`, a working day; `looked_at` are those of whom something may turn on it."""

    def __init__(
        self, accounts: Iterable[Account], day: date, policy: Policy, calendar: Calendar, claims: Mapping[int, Claim]
    ) -> None:
        """Look at every account once; `claims` tells what makes some of them the rep's own."""
        self.day, self.policy, self.calendar, self._claims = day, policy, calendar, claims
        self._accounts = {account.id: account for account in sorted(accounts, key=lambda account: account.id)}
        self.load = load_of_days(self._accounts.values(), day, calendar)
        self._worth = {number: expected_value(one, day, policy) for number, one in self._accounts.items()}
        self._values = sorted(value for value in self._worth.values() if value > 0)
        self._tiers: dict[int, Tier] = {}
        self._pools: dict[Tier, set[int]] = {tier: set() for tier in TIERS}
        self._turns: dict[int, date] = {}
        self._looks: list[tuple[date, int]] = []
        self._steps: dict[tuple[date, int], date] = {}
        self._counted: dict[int, Counts] = {}
        self._counts = _NOTHING
        self.looked_at: set[int] = set()
        self._begin_cycle()
        for account in self._accounts.values():
            self._look(account)

    def copy(self) -> MovingBook:
        """Return a book that moves on by itself."""
        one = object.__new__(MovingBook)
        one.__dict__.update(self.__dict__)
        one._accounts, one.load, one._worth = self._accounts.copy(), self.load.copy(), self._worth.copy()
        one._values, one._looks, one.looked_at = self._values[:], self._looks[:], set(self.looked_at)
        one._tiers, one._turns, one._counted = self._tiers.copy(), self._turns.copy(), self._counted.copy()
        one._pools = {tier: set(pool) for tier, pool in self._pools.items()}
        return one

    def account(self, number: int) -> Account:
        """Return an account as it stands."""
        return self._accounts[number]

    @property
    def accounts(self) -> Iterable[Account]:
        """Return all accounts as they stand, by id."""
        return self._accounts.values()

    @property
    def waiting(self) -> int:
        """Return how many fit a tier and have not been called on the day."""
        return len(self._tiers)

    def coverage(self) -> Coverage:
        """Return the coverage of the cycle as it stands."""
        return coverage_of(self._counts, self.day, self.policy, self.calendar)

    def open(self, day: date) -> None:
        """Go on to the working day `day`."""
        self.day = day
        self.looked_at.clear()
        if month_cycle(day)[0] != self._cycle:
            self._begin_cycle()
        while self._looks and self._looks[0][0] <= day:
            turn, number = heappop(self._looks)
            if self._turns.get(number) == turn:
                self._look(self._accounts[number])

    def take_off(self, number: int) -> None:
        """Count the next call of an account no longer: it is being called."""
        day = shown_on(self._accounts[number], self.day, self.calendar)
        if day is not None:
            self.load[day] -= 1

    def put(self, account: Account) -> None:
        """Put an account in as a call of the day has left it; it was taken off before."""
        self._accounts[account.id] = account
        day = shown_on(account, self.day, self.calendar)
        if day is not None:
            self.load[day] += 1
        self._look(account)

    def late(self, account: Account) -> Late | None:
        """Return how an account that may be called is past its maximum interval, None where it is not."""
        if account.last_effective is None or not is_callable(account, self.day):
            return None
        letter = grade(account, self.day, self.policy).grade
        if not is_late(account, letter, self.day, self.policy, self.calendar):
            return None
        return Late(maximum_interval(account, letter, self.day, self.policy) or 0, letter, account.last_effective)

    def protection_ends(self, account: Account) -> date | None:
        """Return the last day on which an account is protected as the rep's own, None where nobody has claimed it."""
        claim = self._claims.get(account.id)
        return None if claim is None else protection_ends(claim, account, self.policy)

    def candidates(self, quota: int) -> list[Candidate]:
        """Return, in the order of the list, all that may get one of `quota` places, and those who are of no account.

        Of the due and the coverage tier that is: as many as the reserve may take, those longest untouched; and, where
        the reserve and the priority tier leave places, as many as may get these, the first in the order of the list.
        """
        promised, priority, due, cover = (self._pools[tier] for tier in TIERS)
        scorer = self._scorer()
        made = {number: self._candidate(number, scorer) for number in (*promised, *priority)}
        uncalled = [*(number for number in due if self._uncalled(number)), *cover]  # the tier says that nobody called
        for number in nsmallest(quota, uncalled, key=self._untouched):
            made[number] = self._candidate(number, scorer)
        free = max(0, quota - len(promised))
        never = sum(self._uncalled(number) for number in promised)
        fresh = len(uncalled) + sum(self._uncalled(number) for number in priority)
        reserve = max(0, min(free, (self.coverage().needed_pace or 0) - never, fresh))
        room = min(free - len(priority), free - reserve)
        for pool in (due, cover):
            if room > 0:
                all_ = [made.get(number) or self._candidate(number, scorer) for number in pool]
                for one in nsmallest(room + quota, all_, key=self._place):
                    made[one.account.id] = one
                room = room if len(pool) < room + quota else 0
        return sorted(made.values(), key=self._place)

    def _scorer(self) -> Scorer:
        values = ValueScale(self._values, self.policy.score.value_max)
        return Scorer(self.day, self.policy, self.calendar, values)

    def _candidate(self, number: int, scorer: Scorer) -> Candidate:
        account = self._accounts[number]
        parts = scorer.parts(account)
        return Candidate(account, self._tiers[number], parts, total(parts), self._uncalled(number))

    def _place(self, candidate: Candidate) -> tuple[object, ...]:
        return place(candidate, self.day)

    def _uncalled(self, number: int) -> bool:
        return not called_since(self._accounts[number], self._cycle)

    def _untouched(self, number: int) -> tuple[date, int]:
        return self._accounts[number].last_call or date.min, number

    def _begin_cycle(self) -> None:
        """Count everybody in the cycle that holds the day."""
        self._cycle, end = month_cycle(self.day)
        self._last_of_cycle = self.calendar.on_or_before(end)
        self._counted, self._counts = {}, _NOTHING
        for account in self._accounts.values():
            self._count(account)

    def _count(self, account: Account) -> None:
        before = self._counted.get(account.id, _NOTHING)
        after = Counts.of((account,), self.day, self._cycle, self._last_of_cycle)
        if after != before:
            self._counted[account.id] = after
            self._counts = self._counts.with_instead(after, before)

    def _look(self, account: Account) -> None:
        """Judge an account as it stands on the day, and note when that may turn."""
        self.looked_at.add(account.id)
        self._count(account)
        self._put_in_tier(account)
        value = expected_value(account, self.day, self.policy)
        if value != self._worth[account.id]:
            self._weigh(account.id, value)
        turn = min((day for day in self._turns_of(account) if day > self.day), default=None)
        if turn is None:
            self._turns.pop(account.id, None)
        elif self._turns.get(account.id) != turn:
            self._turns[account.id] = turn
            heappush(self._looks, (turn, account.id))

    def _put_in_tier(self, account: Account) -> None:
        tier = None
        if account.last_call != self.day and is_callable(account, self.day):
            tier = tier_of(account, self.day, self.policy, self.calendar)
        before = self._tiers.get(account.id)
        if tier is before:
            return
        if before is not None:
            self._pools[before].discard(account.id)
            del self._tiers[account.id]
        if tier is not None:
            self._pools[tier].add(account.id)
            self._tiers[account.id] = tier

    def _weigh(self, number: int, value: float) -> None:
        """Put what an account is worth now in place of what it was worth."""
        before = self._worth[number]
        if before > 0:
            del self._values[bisect_left(self._values, before)]
        if value > 0:
            insort(self._values, value)
        self._worth[number] = value

    def _turns_of(self, account: Account) -> Iterator[date]:
        """Yield the days on which tier, coverage, worth, lateness or ownership of an account may turn by themselves."""
        rules, end = self.policy.standing, account.contract_end
        if account.last_call == self.day:
            yield self.day + _DAY
            return
        if account.next_call is not None:
            yield account.next_call.date
        elif account.last_call is not None:
            yield self._step(account.last_call, rules.priority_rest)
            yield month_cycle(self.day)[1] + _DAY
        if end is not None:
            yield end - timedelta(days=rules.contract_ending_days)
            yield end + _DAY
            yield end + timedelta(days=rules.contract_expired_days + 1)
        if account.last_effective is not None:
            letter = grade(account, self.day, self.policy).grade
            most = maximum_interval(account, letter, self.day, self.policy)
            if most is not None:
                yield self._step(account.last_effective, most + 1)
        ends = self.protection_ends(account)
        if ends is not None:
            yield lapses_on(ends, self.policy)

    def _step(self, day: date, days: int) -> date:
        """Return the working day so many after a day; kept, for many accounts were called on few days."""
        found = self._steps.get((day, days))
        if found is None:
            found = self._steps[day, days] = self.calendar.add(day, days)
        return found
