"""The next calls of a book by day: what shows when, in which order, and one moved by working days (DOMAIN §5)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account, NextCall, Reason
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Load:
    """How many next calls are set, and how many of them are promised."""

    calls: int = 0
    promised: int = 0

    def __add__(self, other: Load) -> Load:
        """Return both together."""
        return Load(self.calls + other.calls, self.promised + other.promised)

    @classmethod
    def of(cls, accounts: Iterable[Account]) -> Load:
        """Return the load that the next calls of `accounts` are."""
        promises = [account.next_call.promised for account in accounts if account.next_call]
        return cls(len(promises), sum(promises))


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The callable accounts with a next call by the working day that shows it, those of days off also by these.

    `first` is today, or the working day after it; what shows before is overdue.
    """

    first: date
    shown: Mapping[date, tuple[Account, ...]]
    on_days_off: Mapping[date, tuple[Account, ...]]

    def on(self, day: date) -> tuple[Account, ...]:
        """Return what shows on a working day, or what is set for a day off."""
        return self.shown.get(day) or self.on_days_off.get(day, ())

    def overdue(self) -> tuple[Account, ...]:
        """Return what should have been called before `first`."""
        return tuple(account for day, accounts in self.shown.items() if day < self.first for account in accounts)


def shown_on(account: Account, first: date, calendar: Calendar) -> date | None:
    """Return the working day that shows the next call of an account: its own day, or the one after a day off.

    None where none is set, or where the account may not be called on `first`, the working day whose list is the next.
    """
    nxt = account.next_call
    return None if nxt is None or not is_callable(account, first) else calendar.on_or_after(nxt.date)


def load_of_days(accounts: Iterable[Account], first: date, calendar: Calendar) -> Counter[date]:
    """Count the next calls that each working day shows, those that are overdue under the days that showed them."""
    counted = Counter(shown_on(account, first, calendar) for account in accounts)
    return Counter({day: count for day, count in counted.items() if day is not None})


def load_ahead(load: Mapping[date, int], first: date, days: int, calendar: Calendar) -> tuple[tuple[date, int], ...]:
    """Return the load of so many working days from the working day `first` on, which all that is overdue falls on."""
    coming = [calendar.add(first, n) for n in range(1, days)]
    due = sum(count for day, count in load.items() if day <= first)
    return ((first, due), *((day, load.get(day, 0)) for day in coming))


def lay_out(accounts: Iterable[Account], first: date, calendar: Calendar) -> LaidOut:
    """Lay out the next calls: one on a day off shows on the next working day, and is not overdue before that is over.

    `first` is a working day: whose list is the next one to be called.
    """
    shown: defaultdict[date, list[Account]] = defaultdict(list)
    on_days_off: defaultdict[date, list[Account]] = defaultdict(list)
    for account in accounts:
        nxt, day = account.next_call, shown_on(account, first, calendar)
        if nxt is None or day is None:
            continue
        shown[day].append(account)
        if day != nxt.date:
            on_days_off[nxt.date].append(account)
    return LaidOut(
        first,
        {day: tuple(sorted(shown[day], key=_by_id)) for day in sorted(shown)},
        {day: tuple(sorted(on_days_off[day], key=_by_id)) for day in sorted(on_days_off)},
    )


def _by_id(account: Account) -> int:
    return account.id


def in_order(accounts: Iterable[Account], scorer: Scorer) -> list[Account]:
    """Order next calls: the day that shows them, promised ones by time, the others by score, the highest first.

    Ties go to the longest untouched, then by id.
    """

    def place(account: Account) -> tuple[object, ...]:
        nxt = account.next_call
        if nxt is None:
            raise ValueError(account.id)
        when = (nxt.date, nxt.time or time.max) if nxt.promised else (date.max, time.max)
        day = scorer.calendar.on_or_after(nxt.date)
        return (day, when, -scorer.score(account), account.last_call or date.min, account.id)

    return sorted(accounts, key=place)


def stepped(nxt: NextCall, days: int, first: date, calendar: Calendar) -> NextCall | None:
    """Return a next call `days` working days later, or earlier where negative; None where it would be before `first`.

    It counts from the day that shows the call, later from `first` where the call is older than that. Its time, its
    promise and what it is for stay; the tries begin anew.
    """
    day = calendar.on_or_after(max(nxt.date, first) if days > 0 else nxt.date)
    if days > 0:
        day = calendar.add(day, days)
    for _ in range(-days):
        day = calendar.on_or_before(day - timedelta(days=1))
    if day < first:
        return None
    return replace(nxt, date=day, set_by="customer" if nxt.promised else "rep", tries=0)


def told_of_move(account: Account, to: NextCall | None, today: date) -> tuple[Reason, ...]:
    """Return what there is to know of moving the next call of `account`: it was promised, a contract ends first.

    Codes: promise_moved (date, and time where there was one), after_contract_end (date).
    """
    told, was = [], account.next_call
    if was is not None and was.promised and (to is None or (was.date, was.time) != (to.date, to.time)):
        clock = (("time", was.time.isoformat("minutes")),) if was.time else ()
        told.append(Reason("promise_moved", facts=(("date", was.date.isoformat()), *clock)))
    end = account.contract_end
    if to is not None and end is not None and today <= end < to.date:
        told.append(Reason("after_contract_end", facts=(("date", end.isoformat()),)))
    return tuple(told)
