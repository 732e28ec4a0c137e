"""What a time of day is once its words are taken apart: in which half of the day, past or to an hour, ahead of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from repdesk.rules.dates.numerals import number
from repdesk.rules.hours import Hours, pairs
from repdesk.rules.policy import Policy
from repdesk.rules.types import Reason

# The hours each part of the day lies in, the last one excluded: 3 in the afternoon is the one of 3 and 15 that fits.
PARTS = {
    **dict.fromkeys(("am", "a", "in the morning"), (0, 12)),
    **dict.fromkeys(("pm", "p"), (12, 24)),
    "morning": (0, 12),
    **dict.fromkeys(("in the afternoon", "afternoon"), (12, 19)),
    **dict.fromkeys(("in the evening", "evening", "at night"), (17, 24)),
    "凌晨": (0, 6),
    "清晨": (4, 9),
    **dict.fromkeys(("早上", "早晨", "早"), (4, 12)),
    "上午": (4, 13),
    "中午": (11, 15),
    **dict.fromkeys(("下午", "午后"), (12, 20)),
    "傍晚": (16, 21),
    **dict.fromkeys(("晚上", "夜里", "晚"), (17, 24)),
}
NAMED = {
    **dict.fromkeys(("noon", "midday", "正午", "中午"), time(12)),
    **dict.fromkeys(("midnight", "午夜", "半夜"), time(0)),
    **dict.fromkeys(("mid morning", "mid-morning"), time(10, 30)),
    "late morning": time(11),
    **dict.fromkeys(("mid afternoon", "mid-afternoon"), time(15)),
    **dict.fromkeys(("late afternoon", "early evening", "傍晚"), time(17)),
    **dict.fromkeys(("evening", "in the evening", "night", "晚上", "晚"), time(19)),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The time a phrase names, another it may have meant, and what is to be said of how it was read."""

    at: time
    or_else: time | None = None
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """What "first thing", "before lunch" and "the same time" are taken from."""

    policy: Policy
    hours: Hours
    now: time | None

    @property
    def opens(self) -> time:
        """Return when work begins."""
        return self.hours.opens or self.policy.day.opens

    @property
    def closes(self) -> time:
        """Return when work ends."""
        return self.hours.closes or self.policy.day.closes

    @property
    def lunch(self) -> tuple[time, time]:
        """Return the break that is nearest to noon; ValueError where there is none."""
        breaks = pairs(self.policy.day.lunch)
        return min(breaks, key=lambda one: abs(_minutes(one[0]) - _minutes(time(12))))

    def ahead_of(self, clock: time) -> Clock:
        """Return so long before `clock` as "before" means; ValueError where that is the day before."""
        return Clock(_clock(_minutes(clock) - self.policy.day.ahead_minutes))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    """Return the time so many minutes after midnight; ValueError where that is another day."""
    return time(*divmod(minutes, 60))


def exact(said: dict[str, str], office: Office) -> Clock:
    """Return the hour in the part of the day said, else as it is written, else in the afternoon."""
    minute = 30 if "half" in said else 15 * number(said["quarter"]) if "quarter" in said else _said_minute(said)
    hour = number(said["hour"])
    if part := said.get("part"):
        first, end = PARTS[part]
        fitting = [one for one in (hour, hour + 12, *((0,) if hour == 12 else ())) if first <= one < end]
        if not fitting:
            raise ValueError("no such hour in that part of the day")
        return Clock(time(fitting[0], minute))
    written = said["hour"]
    if written.startswith("0"):
        return Clock(time(hour, minute))
    return _in_either_half(time(hour, minute), office, as_clocks_show="sign" in said)


def _said_minute(said: dict[str, str]) -> int:
    return number(said["minute"]) if "minute" in said else 0


def _in_either_half(literal: time, office: Office, *, as_clocks_show: bool = False) -> Clock:
    """Take an hour without its part of the day; "8:00" is how a clock of 24 hours shows it, "8" may be either."""
    if literal.hour == 0 or literal.hour >= 10 or literal >= office.opens:
        return Clock(literal)
    later = literal.replace(hour=literal.hour + 12)
    if office.opens <= later <= office.closes:
        return Clock(later, literal, (Reason("afternoon_assumed"),))
    return Clock(literal) if as_clocks_show else Clock(literal, later, (Reason("morning_assumed"),))


def past_or_to(said: dict[str, str], office: Office) -> Clock:
    """Return the minutes past an hour, or to it: half past two, quarter to 4, 差五分三点."""
    minutes = 30 if "half" in said else 15 * number(said["quarter"]) if "quarter" in said else _said_minute(said)
    hour = exact({name: said[name] for name in ("hour", "part") if name in said}, office)
    by = -minutes if "to" in said else minutes
    or_else = _clock(_minutes(hour.or_else) + by) if hour.or_else is not None else None
    return Clock(_clock(_minutes(hour.at) + by), or_else, hour.notes)
