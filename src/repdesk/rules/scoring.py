"""The score: a sum of named reasons, so that the rep can check it (DOMAIN §3)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from repdesk.rules.policy import Policy
from repdesk.rules.standing import days_to_contract_end, deal_beside, stage_of
from repdesk.rules.types import Account, Reason
from repdesk.rules.workdays import Calendar

Part = tuple[str, int, tuple[tuple[str, str | int], ...]]
"""Code, points and facts of a reason."""


def amount_of(account: Account) -> int | None:
    """Return what the account is worth in minor units: the open deal's amount, else the estimate, else the contract's.

    Of contracts it is the last one that counts; None where no amount is known.
    """
    if account.deal_amount is not None and account.deal_stage is not None:
        return account.deal_amount
    return account.estimate if account.estimate is not None else account.contract_amount


def expected_value(account: Account, day: date, policy: Policy) -> float:
    """Return amount × P(win) in minor units; of an open deal's amount it is the deal's own stage that tells P(win)."""
    amount = amount_of(account) or 0
    if account.deal_amount is not None and account.deal_stage is not None:
        return amount * policy.standing.win[account.deal_stage]
    return amount * policy.standing.win[stage_of(account, day)]


class ValueScale:
    """Turns an expected value into points by its percentile (midrank) among the book's values above 0."""

    def __init__(self, values: Iterable[float], most: int) -> None:
        self._values = sorted(value for value in values if value > 0)
        self._most = most

    def points(self, value: float) -> int:
        """Return 0 to `most`: most × (values below + half of those equal) ÷ n, rounded half up."""
        if value <= 0 or not self._values:
            return 0
        below = bisect_left(self._values, value)
        through = bisect_right(self._values, value)
        n = len(self._values)
        return (self._most * (below + through) + n) // (2 * n)


def total(parts: Iterable[Part]) -> int:
    """Return the sum of the points."""
    return sum([points for _, points, _ in parts])


def reasons_of(parts: Iterable[Part]) -> tuple[Reason, ...]:
    """Return the reasons that parts stand for."""
    return tuple([Reason(code, points, facts) for code, points, facts in parts])


@dataclass(frozen=True, slots=True)
class Scorer:
    """What a score needs beside the account: the day, the policy, the calendar and the book's values."""

    day: date
    policy: Policy
    calendar: Calendar
    values: ValueScale

    @classmethod
    def of(cls, accounts: Iterable[Account], day: date, policy: Policy, calendar: Calendar) -> Scorer:
        """Return the scorer of a book on a day."""
        values = ValueScale((expected_value(a, day, policy) for a in accounts), policy.score.value_max)
        return cls(day, policy, calendar, values)

    def score(self, account: Account) -> int:
        """Return the sum of the points."""
        return total(self.parts(account))

    def reasons(self, account: Account) -> tuple[Reason, ...]:
        """Return the reasons whose points are the score, in the order DOMAIN names them; none has 0 points."""
        return reasons_of(self.parts(account))

    def parts(self, account: Account) -> tuple[Part, ...]:
        """Return the reasons as plain tuples: a list is ranked by many and shows few."""
        return tuple([part for part in self._all_parts(account) if part[1]])

    def _all_parts(self, account: Account) -> Iterator[Part]:
        yield from self._standing_parts(account)
        yield from self._time_parts(account)
        yield from self._other_parts(account)

    def _standing_parts(self, account: Account) -> Iterator[Part]:
        rules = self.policy.score
        stage = stage_of(account, self.day)
        beside = deal_beside(account, stage)
        if beside is not None and rules.stage[beside] > rules.stage[stage]:
            yield "deal_stage", rules.stage[beside], (("stage", beside),)
        else:
            yield "stage", rules.stage[stage], (("stage", stage),)
        if account.intent is not None:
            yield "intent", rules.intent[account.intent - 1], (("intent", account.intent),)
        left = days_to_contract_end(account, self.day)
        if left is not None and left <= rules.contract_soon_days:
            points = rules.contract_near if left <= rules.contract_near_days else rules.contract_soon
            yield "contract_ends", points, (("days", left),)
        yield "value", self.values.points(expected_value(account, self.day, self.policy)), ()

    def _time_parts(self, account: Account) -> Iterator[Part]:
        rules = self.policy.score
        if account.next_call is not None:
            late = self.calendar.after(account.next_call.date, self.day)
            yield "overdue", min(late, rules.overdue_max), (("days", late),)
        if account.last_call is None:
            yield "never_called", rules.never_called, ()
        else:
            rest = self.calendar.after(account.last_call, self.day)
            yield "untouched", min(rest // rules.untouched_every, rules.untouched_max), (("days", rest),)
        beyond = max(0, account.unanswered - rules.unanswered_free)
        yield "unanswered", max(rules.unanswered_each * beyond, rules.unanswered_max), (("calls", account.unanswered),)

    def _other_parts(self, account: Account) -> Iterator[Part]:
        rules = self.policy.score
        if self.policy.standing.ownership and account.ownership_ends is not None:
            left = (account.ownership_ends - self.day).days
            if 0 <= left <= rules.ownership_days:
                yield "ownership_ends", rules.ownership_ending, (("days", left),)
        if account.referred:
            yield "referred", rules.referred, ()
        days = [days_until(month, day, self.day) for month, day in account.occasions]
        if days and min(days) <= rules.occasion_days:
            yield "occasion", rules.occasion, (("days", min(days)),)


def days_until(month: int, day: int, today: date) -> int:
    """Return the days to the next such day of a year, 0 on the day; 29 February is kept on 28 where there is none."""
    for year in (today.year, today.year + 1):
        try:
            falls = date(year, month, day)
        except ValueError:
            falls = date(year, month, day - 1)
        if falls >= today:
            return (falls - today).days
    raise AssertionError("a day of the year comes within two years")
