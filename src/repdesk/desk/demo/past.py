"""The days before the demo opens: every call is judged by the rules, so that the book agrees with its own history."""

from __future__ import annotations

import heapq
import random
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from repdesk.desk.demo.customers import HISTORY_DAYS, Customer, Stamp
from repdesk.desk.demo.records import Records, amount, clock_of
from repdesk.desk.demo.talk import Talk, talk
from repdesk.rules.next_call import propose
from repdesk.rules.outcomes import effects
from repdesk.rules.policy import Policy
from repdesk.rules.standing import CONTRACT_EXPIRED, UNDER_CONTRACT, grade, is_callable, stage_of
from repdesk.rules.types import Account, NextCall, Outcome
from repdesk.rules.workdays import Calendar

_CALLS_PER_ACCOUNT = 0.06  # sixty a day in a book of a thousand
_HOURS = {9: 8, 10: 13, 11: 11, 12: 1, 13: 3, 14: 12, 15: 12, 16: 12, 17: 6}  # how many of a hundred calls
_LAST_MINUTE = 17 * 60 + 59
_CUSTOMER_SHARE = 0.09
_MOST_SET = 150  # of the contracts older than the history that have a next call, however large the book
_SLEEPER_SHARE = 0.06  # nobody has come round to them yet
_LEVELLED_OVER = 15  # working days
_DAY = timedelta(days=1)
_LATELY = 20 * _DAY
_YEAR = timedelta(days=365)


class Past:
    """Works through the days before the demo opens; `records` then holds what came of it."""

    def __init__(self, customers: list[Customer], rng: random.Random, today: date, stamp: Stamp) -> None:
        """Take the customers as they are invented; the demo opens on `today`, or the next working day."""
        self._rng = rng
        self._today = today
        self._policy = Policy()
        self._calendar = Calendar()
        self._opens = self._calendar.on_or_after(today)
        self._calls_a_day = min(self._policy.day.quota, len(customers) * _CALLS_PER_ACCOUNT)
        self._owed = 0.0
        self._load: Counter[date] = Counter()
        self._waiting: dict[int, Customer] = {}
        self.records = Records(rng, stamp, self._policy)
        known = [customer for customer in customers if customer.account.next_call is None and customer.phones]
        self._sign_before(rng.sample(known, round(len(known) * _CUSTOMER_SHARE)), stamp)
        self._rotation = deque(rng.sample(known, len(known) - round(len(known) * _SLEEPER_SHARE)))
        for customer in customers:
            self._set(customer, customer.account)

    def work(self) -> None:
        """Call through every working day of the history, then level what was left over."""
        for back in range(HISTORY_DAYS, 0, -1):
            day = self._today - back * _DAY
            if self._calendar.is_working(day):
                self._work_day(day)
        self._level()

    def _sign_before(self, chosen: list[Customer], stamp: Stamp) -> None:
        """Give accounts a contract of a year, signed in a call before the history; some have run out since."""
        rng = self._rng
        signings = sorted(
            self._calendar.on_or_before(self._today + rng.randrange(-200, 260) * _DAY - _YEAR) for _ in chosen
        )
        for at, (day, customer) in enumerate(zip(signings, chosen, strict=True)):
            said = Talk(Outcome.SIGNED, end=day + _YEAR)
            done = effects(customer.account, said.outcome, day, said.said(customer.account.phones - 1))
            worth = amount(rng)
            first = self._calendar.on_or_after(self._today - (HISTORY_DAYS - rng.randrange(30)) * _DAY)
            nxt = NextCall(first) if at < _MOST_SET else None
            after = replace(done.account, intent=rng.choice((3, 3, 4)), contract_amount=worth, next_call=nxt)
            self.records.contract(customer, "signed", worth, day, said.end)
            self.records.call(customer, said, replace(done, account=after), day, 10 * 60 + at % 400)
            customer.known_since(day - 30 * _DAY, stamp)
            customer.account = after

    def _work_day(self, day: date) -> None:
        """Call from nine to six, as many as the day allows; a retry of the same day comes at its time."""
        self._owed += self._calls_a_day * self._rng.uniform(0.85, 1.1)
        room = int(self._owed)
        self._owed -= room
        queue = [(minute, customer.account.id, customer) for minute, customer in self._planned(day, room)]
        heapq.heapify(queue)
        now = 0
        while queue and room > 0:
            minute, _id, customer = heapq.heappop(queue)
            if not is_callable(customer.account, day):
                continue
            now = min(max(now + 1, minute), _LAST_MINUTE)
            self._call(customer, day, now)
            room -= 1
            nxt = customer.account.next_call
            if nxt is not None and nxt.date == day and nxt.time is not None:
                heapq.heappush(queue, (_minute(nxt.time), customer.account.id, customer))

    def _planned(self, day: date, room: int) -> Iterator[tuple[int, Customer]]:
        """Choose whom to call and when: promises, of the rest a third that is due, then who has waited longest."""
        due = list(self._due(day))
        promised = [(nxt, customer) for nxt, customer in due if nxt.promised and self._rng.random() < 0.9]
        others = [customer for nxt, customer in due if not nxt.promised]
        others.sort(key=lambda customer: (-_warmth(customer.account), customer.account.id))
        others = others[: max(0, room - len(promised)) // 3]
        for nxt, customer in promised:
            late = nxt.time is None or nxt.date < day
            start = 9 * 60 + self._rng.randrange(60) if nxt.time is None or late else _minute(nxt.time)
            yield start + self._rng.choice((0, 0, 1, 2, 5)), customer
        taken = {customer.account.id for _, customer in promised} | {customer.account.id for customer in others}
        others += self._in_rotation(day, room - len(taken), taken)
        hours = self._rng.choices(list(_HOURS), list(_HOURS.values()), k=len(others))
        for hour, customer in zip(hours, others, strict=True):
            yield hour * 60 + self._rng.randrange(60), customer

    def _due(self, day: date) -> Iterator[tuple[NextCall, Customer]]:
        for customer in self._waiting.values():
            nxt = customer.account.next_call
            if nxt is not None and nxt.date <= day:
                yield nxt, customer

    def _in_rotation(self, day: date, count: int, taken: set[int]) -> list[Customer]:
        """Take the longest untouched that may be called with no call in the weeks behind or the week ahead."""
        found: list[Customer] = []
        for _turn in range(len(self._rotation)):
            if len(found) >= count:
                break
            customer = self._rotation[0]
            self._rotation.rotate(-1)
            nxt = customer.account.next_call
            soon = nxt is not None and (nxt.promised or day < nxt.date <= day + 7 * _DAY)
            lately = customer.account.last_call is not None and day - customer.account.last_call < _LATELY
            if not (soon or lately or customer.account.id in taken) and is_callable(customer.account, day):
                found.append(customer)
        return found

    def _call(self, customer: Customer, day: date, minute: int) -> None:
        """Make one call: what came of it, and all that follows by the rules and by the rep's own hand."""
        before = customer.account
        said = talk(self._rng, customer, stage_of(before, day), day, minute)
        done = effects(before, said.outcome, day, said.said(before.phones - 1))
        self.records.deal(customer, said, done, day)
        after = self._as_the_rep_sees_it(customer, said, done.account, day)
        after = replace(after, next_call=self._next_call(after, said, datetime.combine(day, clock_of(minute))))
        self.records.call(customer, said, replace(done, account=after), day, minute)
        self._set(customer, after)

    def _as_the_rep_sees_it(self, customer: Customer, said: Talk, after: Account, day: date) -> Account:
        """Add what the rep enters by hand after a good conversation: the intent, the deal, and that they lean to us."""
        if said.intent is not None and not after.refused_for_good:
            after = replace(after, intent=max(1, min(5, (after.intent or 2) + said.intent)))
        if customer.deal is None:
            return replace(after, deal_stage=None, deal_amount=None)
        after = replace(after, deal_stage=customer.deal["stage"], deal_amount=customer.deal["amount"])
        by_contract = stage_of(after, day) in (UNDER_CONTRACT, CONTRACT_EXPIRED)
        return after if by_contract else replace(after, stage=max(after.stage, customer.deal["stage"]))

    def _next_call(self, after: Account, said: Talk, now: datetime) -> NextCall | None:
        """Take what the rules propose; a callback is promised for a day the customer names, often for today."""
        letter = grade(after, now.date(), self._policy).grade
        if letter == "D":
            return None
        if said.outcome is Outcome.CALLBACK:
            soon = self._calendar.after(now.date(), self._opens) <= 6 and self._rng.random() < 0.4
            named = self._opens if soon else self._calendar.add(now.date(), self._rng.randrange(1, 7))
            at = time(self._rng.choice((9, 10, 10, 11, 14, 14, 15, 16, 17)), self._rng.choice((0, 15, 30, 45)))
            return NextCall(named, at, promised=True, set_by="customer")
        load = self._load.copy()
        if after.next_call is not None:
            load[after.next_call.date] -= 1
        return propose(
            after, said.outcome, grade_after=letter, now=now, load=load, policy=self._policy, calendar=self._calendar
        ).next_call

    def _set(self, customer: Customer, after: Account) -> None:
        """Let the account stand as `after`, and keep count of the load."""
        before = customer.account.next_call
        if after.id in self._waiting and before is not None:
            self._load[before.date] -= 1
        self._waiting.pop(after.id, None)
        if after.next_call is not None:
            self._load[after.next_call.date] += 1
            self._waiting[after.id] = customer
        customer.account = after

    def _level(self) -> None:
        """Spread what is overdue, but promises and the latest few, over three weeks, as the rep did last evening."""
        late = [(nxt, customer) for nxt, customer in self._due(self._today - _DAY) if not nxt.promised]
        late.sort(key=lambda pair: (pair[0].date, pair[1].account.id))
        kept = round(self._calls_a_day / 4)
        days = [self._opens]
        while len(days) < _LEVELLED_OVER:
            days.append(self._calendar.add(days[-1], 1))
        for nxt, customer in late[: len(late) - kept]:
            best = min(days, key=lambda day: (self._load[day], day))
            self._set(customer, replace(customer.account, next_call=replace(nxt, date=best)))


def _warmth(account: Account) -> int:
    return (account.deal_stage or account.stage) * 2 + (account.intent or 0)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
