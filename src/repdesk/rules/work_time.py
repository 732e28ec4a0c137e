"""How a day's time went by kind of work, from nothing but its calls and the work that was begun (DOMAIN §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from itertools import pairwise

from repdesk.rules.policy import Policy
from repdesk.rules.types import WORK

CALLING = "calling"
BESIDES = tuple(kind for kind in WORK if kind != CALLING)
"""The kinds of work that are begun; calling begins by itself."""
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A local day as instants: when it begins and ends, and what is worked of it, in order, pauses left out."""

    day: date
    begins: datetime
    ends: datetime
    worked: tuple[Stretch, ...] = ()

    def last_moment(self, began: datetime) -> datetime:
        """Return when work that was begun at `began`, and never ended, stops: at closing, after it at midnight."""
        closes = self.worked[-1][1] if self.worked else self.begins
        return closes if began < closes else self.ends

    @property
    def pauses(self) -> Iterator[Stretch]:
        """Yield what lies between the stretches that are worked."""
        return ((before[1], after[0]) for before, after in pairwise(self.worked))


@dataclass(frozen=True, slots=True)
class Begun:
    """Work besides calling as it was begun, and ended where the rep said so."""

    kind: str
    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """A stretch of time that went into one kind of work."""

    kind: str
    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Work besides calling that goes on, and the minutes that went into it so far."""

    kind: str
    began: datetime
    minutes: int


class _Mark(IntEnum):
    ENDED = 0
    CALLED = 1
    OPENED = 2
    BEGAN = 3


def spent_on(
    day: LocalDay, calls: Iterable[datetime], works: Iterable[Begun], until: datetime, policy: Policy
) -> tuple[Spent, ...]:
    """Return the stretches of a day in order; none overlap.

    Calling is the time up to a call since the call before it, the end of other work or the beginning of a worked
    stretch, and from a call to work that is begun after it, where that is not longer than `work.calling_gap_minutes`.
    Work runs until it is ended, the next call, the next work begun or closing; begun after closing, until midnight.
    """
    return _walked(day, calls, works, until, policy)[0]


def under_way(
    day: LocalDay, calls: Iterable[datetime], works: Iterable[Begun], now: datetime, policy: Policy
) -> UnderWay | None:
    """Return the work besides calling that goes on at `now`, through a pause too; None where there is none.

    What lies after `now`, because the clock was set back, stops nothing.
    """
    calls, works = (at for at in calls if at <= now), (work for work in works if work.began <= now)
    spent, last = _walked(day, calls, works, now, policy)
    if last is None or now >= day.last_moment(last.began):
        return None
    return UnderWay(last.kind, last.began, _minutes(one for one in spent if one.began >= last.began))


def minutes_per_kind(spent: Iterable[Spent]) -> dict[str, int]:
    """Return the whole minutes of each kind there is."""
    of: dict[str, list[Spent]] = {}
    for one in spent:
        of.setdefault(one.kind, []).append(one)
    return {kind: minutes for kind in sorted(of) if (minutes := _minutes(of[kind]))}


def _minutes(spent: Iterable[Spent]) -> int:
    return sum((one.ended - one.began for one in spent), timedelta()) // timedelta(minutes=1)


def _walked(
    day: LocalDay, calls: Iterable[datetime], works: Iterable[Begun], until: datetime, policy: Policy
) -> tuple[tuple[Spent, ...], Begun | None]:
    """Return what was spent, and the work that nothing after it has stopped."""
    longest = timedelta(minutes=policy.work.calling_gap_minutes)
    spent: list[Spent] = []
    running: Begun | None = None
    before: tuple[datetime, _Mark] | None = None
    for at, mark, work in _marks(day, calls, works):
        if (mark is _Mark.ENDED and work is not running) or (mark is _Mark.OPENED and running is not None):
            continue
        if running is not None:
            spent += _pieces(day, running, at, said=mark is _Mark.ENDED)
        elif before is not None and _was_calling(before[1], mark) and timedelta() < at - before[0] <= longest:
            spent.append(Spent(CALLING, before[0], at))
        running = work if mark is _Mark.BEGAN else None
        before = (at, mark)
    if running is not None:
        spent += _pieces(day, running, until, said=False)
    return tuple(spent), running


def _was_calling(before: _Mark, after: _Mark) -> bool:
    return after is _Mark.CALLED or (before is _Mark.CALLED and after is _Mark.BEGAN)


def _marks(
    day: LocalDay, calls: Iterable[datetime], works: Iterable[Begun]
) -> list[tuple[datetime, _Mark, Begun | None]]:
    """Return all that time is counted between, in order; work that ended before it began (a clock set back) is none."""
    marks: list[tuple[datetime, _Mark, Begun | None]] = [(at, _Mark.CALLED, None) for at in calls]
    marks += [(opens, _Mark.OPENED, None) for opens, _closes in day.worked]
    for work in works:
        if work.ended is None or work.ended > work.began:
            marks.append((work.began, _Mark.BEGAN, work))
            if work.ended is not None:
                marks.append((work.ended, _Mark.ENDED, work))
    return sorted(marks, key=lambda mark: (mark[0], mark[1], mark[2].kind if mark[2] else ""))


def _pieces(day: LocalDay, work: Begun, at: datetime, *, said: bool) -> Iterator[Spent]:
    """Yield what went into work up to `at` without the pauses that came over it.

    Where the rep `said` that it ended, it went on after closing and through a pause that it ended in.
    """
    start, stop = work.began, at if said else min(at, day.last_moment(work.began))
    for pause, over in day.pauses:
        if start <= pause < stop and (over <= stop or not said) and pause >= work.began:
            if start < pause:
                yield Spent(work.kind, start, pause)
            start = over
    if start < stop:
        yield Spent(work.kind, start, stop)
