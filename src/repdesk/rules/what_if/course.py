"""One course of the days ahead: each day's list is called through, and the book becomes what the rules make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from heapq import heappop, heappush

from repdesk.rules.call_list import Candidate, fill
from repdesk.rules.coverage import Coverage
from repdesk.rules.hours import Hours, hours_on, quota_on
from repdesk.rules.next_call import propose
from repdesk.rules.outcomes import Said, effects
from repdesk.rules.ownership import Claim, lapses_on
from repdesk.rules.policy import Policy
from repdesk.rules.standing import grade
from repdesk.rules.types import Account, Reason, Tier
from repdesk.rules.what_if.fortune import Odds, fortune
from repdesk.rules.what_if.moving_book import MovingBook
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True)
class Ahead:
    """The days from `first` to `last`, under a policy and a calendar.

    `made` calls were made on `first` before; `claims` tells what makes an account the rep's own.
    """

    first: date
    last: date
    policy: Policy
    calendar: Calendar
    odds: Odds
    claims: Mapping[int, Claim] = field(default_factory=dict)
    made: int = 0

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Return the working days, in order."""
        every = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        return tuple(day for day in every if self.calendar.is_working(day))

    def quota(self, day: date) -> int:
        """Return the calls that are still to be made on a day."""
        return max(0, quota_on(day, self.calendar, self.policy) - (self.made if day == self.first else 0))


@dataclass(frozen=True, slots=True)
class DayRun:
    """What a working day came to: who was called, in order, and the coverage of its evening.

    `promised` were promised for the day, `carried` found no place.
    """

    day: date
    quota: int
    called: tuple[int, ...]
    promised: int
    carried: int
    coverage: Coverage


@dataclass(slots=True)
class Course:
    """What came of the days, by account the day on which it came to it and why.

    `late` passed the maximum interval, `left_late` are past it on the last evening, `unfit` are promises for which
    there was no room, `lapsed` are the rep's own no longer.
    """

    days: list[DayRun] = field(default_factory=list)
    late: dict[int, tuple[date, Reason]] = field(default_factory=dict)
    left_late: dict[int, tuple[date, Reason]] = field(default_factory=dict)
    unfit: dict[int, tuple[date, Reason]] = field(default_factory=dict)
    lapsed: dict[int, tuple[date, Reason]] = field(default_factory=dict)


class Runner:
    """A book on the morning of the first day, to be sent through the days as often as one likes."""

    def __init__(self, accounts: Iterable[Account], ahead: Ahead) -> None:
        """Lay the book out once."""
        self.ahead = ahead
        first = ahead.days[0] if ahead.days else ahead.first
        self._book = MovingBook(accounts, first, ahead.policy, ahead.calendar, ahead.claims)
        self.begins = self._book.coverage()
        """The coverage before the first call."""
        self.late_now = frozenset(one.id for one in self._book.accounts if self._book.late(one) is not None)
        """Who is past the maximum interval before the first call."""

    def run(self, seed: int, heard: Callable[[], None] = lambda: None) -> Course:
        """Run through the days with the fortune of `seed`; `heard` is called after each of them."""
        walk = _Walk(self._book.copy(), self.ahead, seed, self.late_now)
        walk.look_at_promises()
        for day in self.ahead.days:
            walk.pass_day(day)
            heard()
        walk.end()
        return walk.course


class _Walk:
    """A book under way."""

    def __init__(self, book: MovingBook, ahead: Ahead, seed: int, late_now: frozenset[int]) -> None:
        self._book, self._ahead, self._seed, self._late_now = book, ahead, seed, late_now
        self._calls: Counter[int] = Counter()
        self._again: list[tuple[time, int]] = []
        self.course = Course()

    def look_at_promises(self) -> None:
        """Tell of promises for days that are not worked."""
        for account in self._book.accounts:
            nxt = account.next_call
            if nxt is None or not nxt.promised or not self._ahead.first <= nxt.date <= self._ahead.last:
                continue
            if not self._ahead.calendar.is_working(nxt.date):
                self.course.unfit[account.id] = nxt.date, Reason("day_off", facts=(("date", nxt.date.isoformat()),))

    def pass_day(self, day: date) -> None:
        """Make the calls of a day, and judge in the evening who went late."""
        book = self._book
        if day != book.day:
            book.open(day)
        self._note_lapsed(book.looked_at, day)
        quota, pace = self._ahead.quota(day), book.coverage().needed_pace or 0
        waiting, candidates = book.waiting, book.candidates(quota)
        chosen, promised = fill(candidates, day, quota, pace, self._ahead.policy)
        places = [one for one in candidates if one.account.id in chosen]
        self._note_unfit(day, candidates, places, promised - quota)
        hours = hours_on(day, self._ahead.calendar, self._ahead.policy)
        called = [one.account.id for one in places]
        for number, at in zip(called, moments(hours, len(places)), strict=True):
            self._call(number, datetime.combine(day, at))
        while self._again:  # a promise that nobody answered is tried again on its day
            at, number = heappop(self._again)
            self._call(number, datetime.combine(day, at))
            called.append(number)
        self._note_late(book.looked_at - self._late_now - self.course.late.keys(), day, self.course.late)
        left = waiting - len(places)
        self.course.days.append(DayRun(day, quota, tuple(called), promised, left, book.coverage()))

    def end(self) -> None:
        """Note who is late at the end, and who lapsed on days off after the last working day."""
        everybody = [account.id for account in self._book.accounts]
        self._note_lapsed(everybody, self._ahead.last)
        self._note_late(everybody, self._ahead.last, self.course.left_late)

    def _call(self, number: int, now: datetime) -> None:
        book, policy, day = self._book, self._ahead.policy, now.date()
        before = book.account(number)
        self._calls[number] += 1
        outcome = self._ahead.odds.outcome(fortune(self._seed, number, self._calls[number]))
        after = effects(before, outcome, day, Said(phones_left=before.phones)).account
        book.take_off(number)
        letter = grade(after, day, policy).grade
        proposed = propose(
            after, outcome, grade_after=letter, now=now, load=book.load, policy=policy, calendar=book.calendar
        )
        nxt = proposed.next_call
        book.put(replace(after, next_call=nxt))
        if nxt is not None and nxt.date == day and nxt.time is not None:
            heappush(self._again, (nxt.time, number))

    def _note_unfit(self, day: date, candidates: list[Candidate], places: list[Candidate], over: int) -> None:
        """Note the promises that go beyond the quota, the latest of the day, and those that find no place at all."""
        kept = [one.account.id for one in places if one.tier is Tier.PROMISED and _is_for(one, day)]
        quota = self._ahead.quota(day)
        facts = (("promised", len(kept)), ("quota", quota))
        for number in kept[quota:] if over > 0 else ():
            self.course.unfit.setdefault(number, (day, Reason("over_quota", facts=facts)))
        placed = {one.account.id for one in places}
        for one in candidates:
            if one.tier is Tier.PROMISED and one.account.id not in placed:
                self.course.unfit.setdefault(one.account.id, (day, Reason("no_place", facts=(("quota", quota),))))

    def _note_late(self, numbers: Iterable[int], day: date, noted: dict[int, tuple[date, Reason]]) -> None:
        """Note who of these is past the maximum interval in the evening of a day."""
        for number in numbers:
            late = self._book.late(self._book.account(number))
            if late is not None:
                facts = (("days", late.most), ("grade", late.grade), ("since", late.since.isoformat()))
                noted[number] = day, Reason("past_maximum", facts=facts)

    def _note_lapsed(self, numbers: Iterable[int], day: date) -> None:
        """Note who of these is the rep's own no longer, by the first day on which that is so."""
        for number in numbers:
            ends = self._book.protection_ends(self._book.account(number))
            if number in self.course.lapsed or ends is None:
                continue
            if self._ahead.first <= (lapses := lapses_on(ends, self._ahead.policy)) <= day:
                self.course.lapsed[number] = lapses, Reason("lapses", facts=(("ends", ends.isoformat()),))


def _is_for(one: Candidate, day: date) -> bool:
    return one.account.next_call is not None and one.account.next_call.date == day


def moments(hours: Hours, calls: int) -> list[time]:
    """Return when the calls of a day are made: evenly over its hours."""
    starts, total = [], 0
    for start, end in hours.spans:
        starts.append((total, _minutes(start)))
        total += _minutes(end) - _minutes(start)
    found = []
    for n in range(calls):
        at = total * n // calls
        passed, start_minute = max(span for span in starts if span[0] <= at)
        found.append(time(*divmod(start_minute + at - passed, 60)))
    return found


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
