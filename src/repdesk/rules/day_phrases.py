"""The days that people name, English and Chinese: one row of `DAY_PHRASES` a way to say it.

A phrase is matched whole against plain text (lower case, half width, simplified characters). To teach the desk a new
phrase, add a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from repdesk.rules.numerals import NUMBER, number
from repdesk.rules.workdays import Calendar, month_cycle

_WEEK = (
    "mon monday 一 1",
    "tue tues tuesday 二 2",
    "wed wednesday 三 3",
    "thu thur thurs thursday 四 4",
    "fri friday 五 5",
    "sat saturday 六 6",
    "sun sunday 日 天 7",
)
_WEEKDAYS = {name: index for index, names in enumerate(_WEEK) for name in names.split()}
_ENGLISH_DAY = "|".join(name for name in _WEEKDAYS if name.isascii() and name.isalpha())
_CHINESE_WEEK = "周|星期|礼拜"
_CHINESE_DAY = f"[{''.join(name for name in _WEEKDAYS if len(name) == 1)}]"
_DAYS_AHEAD = {
    "today": 0,
    "tomorrow": 1,
    "tmr": 1,
    "tmrw": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_LEAP_YEARS_AHEAD = 9  # a 29 February comes again within eight years


@dataclass(frozen=True, slots=True)
class Named:
    """The day a phrase names, and another it may have meant."""

    day: date
    or_else: date | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """What "tomorrow" and "in three working days" are counted from."""

    day: date
    calendar: Calendar


_Read = Callable[[re.Match[str], Today], date | Named]


def read_day(phrase: str, today: Today) -> Named | None:
    """Return the day that the whole of a plain phrase names; None where it is no phrase or there is no such day."""
    for pattern, read in DAY_PHRASES:
        if match := pattern.fullmatch(phrase):
            try:
                named = read(match, today)
            except (ValueError, OverflowError):  # 31 February, or past the last year there is
                return None
            return named if isinstance(named, Named) else Named(named)
    return None


def _full_date(match: re.Match[str], _today: Today) -> date:
    year, month, day = map(int, match.groups())
    return date(year, month, day)


def _month_day(match: re.Match[str], today: Today) -> date:
    month, day = map(number, match.groups())
    for year in range(today.day.year, today.day.year + _LEAP_YEARS_AHEAD):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today.day:
            return found
    raise ValueError("no such day in any year")


def _working_days(match: re.Match[str], today: Today) -> date:
    return today.calendar.add(today.day, number(match[1]))


def _calendar_days(match: re.Match[str], today: Today) -> date:
    return today.day + timedelta(days=number(match[1]))


def _weeks(match: re.Match[str], today: Today) -> date:
    return today.day + timedelta(weeks=number(match[1]))


def _days_ahead(match: re.Match[str], today: Today) -> date:
    return today.day + timedelta(days=_DAYS_AHEAD[match[0]])


def _coming(match: re.Match[str], today: Today) -> Named:
    """Return the next such day after today; on such a day today may have been meant."""
    ahead = (_WEEKDAYS[match[1]] - today.day.weekday()) % 7
    return Named(today.day + timedelta(days=ahead or 7), None if ahead else today.day)


def _of_week(weeks: int) -> Callable[[re.Match[str], Today], date]:
    def read(match: re.Match[str], today: Today) -> date:
        monday = today.day - timedelta(days=today.day.weekday())
        return monday + timedelta(weeks=weeks, days=_WEEKDAYS[match[1]])

    return read


def _month_end(_match: re.Match[str], today: Today) -> date:
    return month_cycle(today.day)[1]


def _phrases(rows: Iterable[tuple[str, _Read]]) -> tuple[tuple[re.Pattern[str], _Read], ...]:
    return tuple((re.compile(pattern), read) for pattern, read in rows)


DAY_PHRASES = _phrases(
    (
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _full_date),
        (r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?", _full_date),
        (r"(\d{1,2})[-/](\d{1,2})", _month_day),
        (rf"({NUMBER}) ?月 ?({NUMBER}) ?[日号]?", _month_day),
        (r"\+ ?(\d{1,3}) ?d", _working_days),
        (rf"in ({NUMBER}) working days?", _working_days),
        (rf"({NUMBER}) ?个?工作日[之以]?后", _working_days),
        (r"\+ ?(\d{1,3}) ?c", _calendar_days),
        (rf"in ({NUMBER}) days?", _calendar_days),
        (rf"({NUMBER}) ?[天日][之以]?后", _calendar_days),
        (r"\+ ?(\d{1,3}) ?w", _weeks),
        (rf"in ({NUMBER}) weeks?", _weeks),
        (rf"({NUMBER}) ?个?(?:{_CHINESE_WEEK})[之以]?后", _weeks),
        ("|".join(map(re.escape, _DAYS_AHEAD)), _days_ahead),
        (rf"(?:on )?({_ENGLISH_DAY})", _coming),
        (rf"(?:{_CHINESE_WEEK})({_CHINESE_DAY})", _coming),
        (rf"this ({_ENGLISH_DAY})", _of_week(0)),
        (rf"[本这]个?(?:{_CHINESE_WEEK})({_CHINESE_DAY})", _of_week(0)),
        (rf"next ({_ENGLISH_DAY})", _of_week(1)),
        (rf"下个?(?:{_CHINESE_WEEK})({_CHINESE_DAY})", _of_week(1)),
        (rf"下下个?(?:{_CHINESE_WEEK})({_CHINESE_DAY})", _of_week(2)),
        (r"(?:the )?end of (?:the |this )?month|month end|eom|本?月[底末]", _month_end),
    )
)
