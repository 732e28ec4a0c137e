"""Clean-up drives (DOMAIN §11): what each customer is to have, how far that is, and what pace it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from repdesk.rules.types import Reason
from repdesk.rules.workdays import Calendar

Asks = Literal["", "percent", "day", "tag"]
State = Literal["empty", "reached", "late", "behind", "on_pace", "ahead"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to clean up, as the condition of a filter; what it `asks` for stands where {} is."""

    name: str
    condition: str
    asks: Asks = ""

    def written(self, value: str = "") -> str:
        """Return the condition, with what it asks for put in."""
        return self.condition.replace("{}", f'"{value}"' if " " in value else value)


MEASURES: tuple[Measure, ...] = (
    Measure("complete", "complete>={}", "percent"),
    Measure("kp", "-missing:kp"),
    Measure("number", "-missing:phone"),
    Measure("good_numbers", "bad:no"),
    Measure("called", "last>={}", "day"),
    Measure("next_call", "next:any"),
    Measure("tagged", "tag:{}", "tag"),
)
"""What is cleaned up most often; any other condition of a filter does as well."""


def measure_of(condition: str) -> tuple[Measure, str] | None:
    """Return the measure that a condition is, with the value in it; None for one of the rep's own making."""
    for measure in MEASURES:
        before, _asked, after = measure.condition.partition("{}")
        if not measure.asks and condition == measure.condition:
            return measure, ""
        if measure.asks and condition.startswith(before) and condition.endswith(after):
            value = condition[len(before) :].strip('"')
            if value and not set(value) & set(",:<>="):
                return measure, value
    return None


@dataclass(frozen=True, slots=True)
class Course:
    """A drive as it was begun: the share in per cent that is to have it by `due`, and how many had it at `begun`."""

    target: int
    begun: date
    due: date
    begun_with: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How a drive stands: of `total` customers `done` have it and `needed` are to; the rest are working days.

    `pace` is how many a working day it takes from now on, None where nothing is left or no day is; `reasons` say why it
    stands so.
    """

    total: int
    done: int
    needed: int
    gained: int
    days_left: int
    pace: int | None
    state: State
    reasons: tuple[Reason, ...]

    @property
    def left(self) -> int:
        """Return how many are still to get it."""
        return max(0, self.needed - self.done)


def needed_of(total: int, target: int) -> int:
    """Return how many of `total` a share of `target` per cent is, rounded up."""
    return -(-total * target // 100)


def share_of(count: int, total: int) -> int:
    """Return the share in per cent, 1 to 100, that comes to `count` of `total`, or to a little more."""
    if total <= 0:
        return 100
    share = 100 * min(count, total) // total
    return max(1, share if needed_of(total, share) >= min(count, total) else share + 1)


def progress(course: Course, total: int, done: int, today: date, calendar: Calendar) -> Progress:
    """Hold what is done against what would be done by now at an even pace; today's work is not due yet.

    On pace is the even pace, rounded down; the day it is due counts as one to work on.
    """
    needed = needed_of(total, course.target)
    left = max(0, needed - done)
    days_left = calendar.count(today, course.due) if today <= course.due else 0
    pace = -(-left // days_left) if left and days_left else None
    gained = done - course.begun_with
    expected = _expected(course, needed, today, calendar)
    off = done - expected
    state = _state(total, left, off, today, course.due)
    reasons = [Reason("left", 0, (("n", left),))] if left else []
    if gained:
        reasons.append(Reason("gained", 0, (("n", gained),)))
    if state in ("ahead", "behind"):
        reasons.append(Reason(state, 0, (("n", abs(off)), ("expected", expected))))
    if pace is not None:
        reasons.append(Reason("pace", 0, (("days", days_left), ("n", pace))))
    return Progress(total, done, needed, gained, days_left, pace, state, tuple(reasons))


def _expected(course: Course, needed: int, today: date, calendar: Calendar) -> int:
    """Return how many would have it at an even pace when the last working day before today was over."""
    if needed <= course.begun_with:
        return needed
    days = calendar.count(course.begun, course.due) if course.begun <= course.due else 0
    if not days:
        return needed if today > course.due else course.begun_with
    past = calendar.count(course.begun, today - timedelta(days=1)) if course.begun < today else 0
    return course.begun_with + (needed - course.begun_with) * min(past, days) // days


def _state(total: int, left: int, off: int, today: date, due: date) -> State:
    if not total:
        return "empty"
    if not left:
        return "reached"
    if today > due:
        return "late"
    return "behind" if off < 0 else "ahead" if off else "on_pace"
