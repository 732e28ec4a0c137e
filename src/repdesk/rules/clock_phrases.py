"""The times of day that people name, English and Chinese: one row of `CLOCK_PHRASES` a way to say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from repdesk.rules.numerals import NUMBER, number
from repdesk.rules.policy import Policy

# The hours each part of the day lies in, the last one excluded: 3 in the afternoon is the one of 3 and 15 that fits.
_PARTS = {
    "am": (0, 12),
    "pm": (12, 24),
    "凌晨": (0, 6),
    "清晨": (4, 9),
    "早上": (4, 12),
    "早": (4, 12),
    "上午": (4, 13),
    "中午": (11, 15),
    "下午": (12, 20),
    "傍晚": (16, 21),
    "晚上": (17, 24),
    "晚": (17, 24),
}
_PART = f"(?P<part>{'|'.join(part for part in _PARTS if not part.isascii())})"
_HOUR = r"(?P<hour>\d{1,2})"
_MINUTE = r"(?P<minute>\d\d)(?::\d\d)?"
_PARTED = rf"钟|整|(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{NUMBER}) ?分?"

CLOCK_PHRASES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_HOUR}(?::{_MINUTE})? ?(?P<part>am|pm)",
        rf"(?:{_PART} ?)?{_HOUR}:{_MINUTE}",
        rf"(?:{_PART} ?)?(?P<hour>{NUMBER}) ?[点时](?:{_PARTED})?",
        rf"{_PART} ?(?P<hour>{NUMBER})",
    )
)
_BARE_HOUR = re.compile(_HOUR)
_MORNING = ("morning", "in the morning", "上午", "早上")
_AFTERNOON = ("afternoon", "in the afternoon", "下午")
_NOON = ("noon", "正午", "中午")


@dataclass(frozen=True, slots=True)
class Clock:
    """The time a phrase names, and another it may have meant."""

    at: time
    or_else: time | None = None


def read_clock(phrase: str, policy: Policy, *, after_day: bool) -> Clock | None:
    """Return the time that the whole of a plain phrase names, None where it names none.

    A morning or an afternoon is the policy's hour for a try. A bare hour ("10") is a time only after a day. An hour
    below ten without a part of the day that would fall before opening means the afternoon where that is open.
    """
    for words, hour in ((_MORNING, policy.day.morning_try), (_AFTERNOON, policy.day.afternoon_try), (_NOON, time(12))):
        if phrase in words:
            return Clock(hour)
    for pattern in (*CLOCK_PHRASES, _BARE_HOUR) if after_day else CLOCK_PHRASES:
        if match := pattern.fullmatch(phrase):
            return _read(match.groupdict(), policy)
    return None


def _read(said: dict[str, str | None], policy: Policy) -> Clock | None:
    written = said["hour"] or ""
    try:
        hour, minute = number(written), _minute(said)
        if part := said.get("part"):
            first, end = _PARTS[part]
            fitting = [one for one in (hour, hour + 12, hour - 12) if first <= one < end]
            return Clock(time(fitting[0], minute)) if fitting else None
        literal = time(hour, minute)
    except ValueError:  # 25:00, 12:60, numerals that make no number
        return None
    if hour >= 10 or written.startswith("0") or literal >= policy.day.opens:
        return Clock(literal)
    later = time(hour + 12, minute)
    return Clock(later, literal) if policy.day.opens <= later <= policy.day.closes else Clock(literal)


def _minute(said: dict[str, str | None]) -> int:
    if said.get("half"):
        return 30
    if quarter := said.get("quarter"):
        return 15 * number(quarter)
    minute = said.get("minute")
    return number(minute) if minute else 0
