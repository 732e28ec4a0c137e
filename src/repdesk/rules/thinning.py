"""Which backups are kept: all of the last days, then one a day, one a week, one a month, and never too few."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many are kept: all of so many days, the last of so many days, weeks and months that have any."""

    all_days: int = 2
    daily: int = 12
    weekly: int = 10
    monthly: int = 9
    least: int = 3


def kept(taken: Mapping[str, datetime], now: datetime, keeping: Keeping | None = None) -> frozenset[str]:
    """Return the names of the backups to keep, given the instant (aware) at which each was taken.

    Days, weeks and months without a backup do not count, so a long leave, or a clock that was set forward, costs
    none. What is later than `now` was taken before a clock was set back: it is kept until its time has come, and
    takes nobody's place.
    """
    keeping = keeping or Keeping()
    ahead = {name for name, at in taken.items() if at > now}
    line = sorted((at.astimezone(UTC), name) for name, at in taken.items() if name not in ahead)
    line.reverse()
    since = now - timedelta(days=keeping.all_days)
    found = ahead | {name for at, name in line if at >= since} | {name for _at, name in line[: keeping.least]}
    found |= _last_of(line, lambda at: at.date(), keeping.daily)
    found |= _last_of(line, lambda at: _week(at.date()), keeping.weekly)
    found |= _last_of(line, lambda at: at.date().replace(day=1), keeping.monthly)
    return frozenset(found)


def _week(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _last_of(line: list[tuple[datetime, str]], period: Callable[[datetime], date], most: int) -> set[str]:
    """Return the last backup of each of the `most` latest periods that have any; `line` is newest first."""
    last: dict[date, str] = {}
    for at, name in line:
        last.setdefault(period(at), name)
    return set(list(last.values())[:most])
