"""The days that people name by month, quarter and year, English and Chinese: one row of `MONTH_PHRASES` a way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from repdesk.rules.dates.month_names import MONTH, YEARS_AHEAD, coming, shifted
from repdesk.rules.dates.named_day import Named, first_working
from repdesk.rules.dates.numerals import NUMBER, ORDINAL, number
from repdesk.rules.dates.phrases import Ground, Row
from repdesk.rules.dates.week_phrases import WEEKDAY, weekday_of
from repdesk.rules.types import Reason
from repdesk.rules.workdays import month_cycle

_MONTH = rf"(?P<month>{MONTH})"
_ANY_MONTH = rf"(?P<month>{MONTH}|(?:the )?month|个?月)"
_DAY = rf"(?P<day>{NUMBER}|{ORDINAL})(?: ?(?:st|nd|rd|th|[日号]))?"
_FIRST, _SECOND = r"(?P<first>\d{1,2})", r"(?P<second>\d{1,2})"
_YEAR = r"(?: (?P<year>\d{4}))?"
_PARTS = {
    **dict.fromkeys(("start", "beginning", "early", "初", "上旬"), 1),
    **dict.fromkeys(("middle", "mid", "中", "中旬"), 15),
    **dict.fromkeys(("late", "下旬"), 21),
}
_LAST = ("end", "last day", "底", "末", "最后一天")
_ENGLISH_PART = rf"(?P<part>{'|'.join(part for part in (*_PARTS, *_LAST) if part.isascii())})"
_CHINESE_PART = rf"(?P<part>{'|'.join(part for part in (*_PARTS, *_LAST) if not part.isascii())})"
_NTHS = {
    **dict.fromkeys(("first", "1st", "一", "1"), 0),
    **dict.fromkeys(("second", "2nd", "二", "2"), 1),
    **dict.fromkeys(("third", "3rd", "三", "3"), 2),
    **dict.fromkeys(("fourth", "4th", "四", "4"), 3),
    **dict.fromkeys(("last", "最后"), -1),
}
_ENGLISH_NTH = rf"(?P<nth>{'|'.join(nth for nth in _NTHS if len(nth) > 2 and nth.isascii())})"
_Means = Callable[[dict[str, str], Ground], Named]
_WORKING = "working day|business day|workday|工作日"


def _full_date(said: dict[str, str], _ground: Ground) -> Named:
    return Named(date(int(said["year"]), int(said["month"]), int(said["day"])))


def _two_numbers(said: dict[str, str], ground: Ground) -> Named:
    """Return month and day, and day and month where the year follows, as files have it; a hyphen is month and day.

    But for a hyphen, and for dots before a year, the other order may have been meant; with one dot a time of day too.
    """
    sign, year = said["sign"], said.get("year")
    month, day = int(said["second" if year else "first"]), int(said["first" if year else "second"])
    if sign != "-" and month > 12:
        month, day = day, month
    named = _ordered(month, day, year, ground.today)
    if sign == "-" or (sign == "." and year):
        return Named(named)
    hour, minute = int(said["first"]), int(said["second"])
    or_at = time(hour, minute) if sign == "." and len(said["second"]) == 2 and hour < 24 else None
    or_else = _ordered(day, month, year, ground.today) if day <= 12 and day != month else None
    notes = (Reason("day_first" if year else "month_first"),) if or_else or or_at else ()
    return Named(named, or_else, notes, or_at=or_at)


def _ordered(month: int, day: int, year: str | None, today: date) -> date:
    return coming({"month": f"{month}月"} | ({"year": year} if year else {}), today, lambda one: one.replace(day=day))


def _month_day(said: dict[str, str], ground: Ground) -> Named:
    day = number(said["day"])
    return Named(coming(said, ground.today, lambda first: first.replace(day=day)))


def _day_of_month(said: dict[str, str], ground: Ground) -> Named:
    """Return the next such day; a month that does not have it is passed over."""
    day, today = number(said["day"]), ground.today
    for ahead in range(YEARS_AHEAD):
        year, month = shifted(today, ahead)
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return Named(found)
    raise ValueError("no such day in any month")


def _part_of_month(said: dict[str, str], ground: Ground) -> Named:
    """Return the last day for its end; else the first working day from where that part of the month begins."""
    if (part := said["part"]) in _LAST:
        return Named(coming(said, ground.today, lambda first: month_cycle(first)[1]))
    on_or_after = ground.calendar.on_or_after
    return first_working(coming(said, ground.today, lambda first: on_or_after(first.replace(day=_PARTS[part]))))


def _before_month_end(said: dict[str, str], ground: Ground) -> Named:
    last = coming(said, ground.today, lambda first: month_cycle(first)[1])
    return Named(ground.calendar.on_or_before(last))


def _nth(said: dict[str, str], ground: Ground) -> Named:
    wanted = None if said["what"] in _WORKING.split("|") else weekday_of(said["what"])

    def pick(first: date) -> date:
        days = [first + timedelta(days=n) for n in range((month_cycle(first)[1] - first).days + 1)]
        fitting = [d for d in days if (ground.calendar.is_working(d) if wanted is None else d.weekday() == wanted)]
        if not fitting[_NTHS[said["nth"]] :]:
            raise ValueError("not so many in the month")
        return fitting[_NTHS[said["nth"]]]

    return Named(coming(said, ground.today, pick))


def _whole_month(said: dict[str, str], ground: Ground) -> Named:
    found = coming(said, ground.today, ground.calendar.on_or_after)
    if found < ground.today:
        raise ValueError("a month that has begun is no day")
    return first_working(found)


def _next_quarter(_said: dict[str, str], ground: Ground) -> Named:
    first = shifted(ground.today, 3 - (ground.today.month - 1) % 3)
    return first_working(ground.calendar.on_or_after(date(*first, 1)))


def _quarter_end(ahead: int) -> _Means:
    def read(_said: dict[str, str], ground: Ground) -> Named:
        last = shifted(ground.today, 3 * ahead + 2 - (ground.today.month - 1) % 3)
        return Named(month_cycle(date(*last, 1))[1])

    return read


def _year_end(ahead: int) -> _Means:
    return lambda _said, ground: Named(date(ground.today.year + ahead, 12, 31))


def _next_year(_said: dict[str, str], ground: Ground) -> Named:
    return first_working(ground.calendar.on_or_after(date(ground.today.year + 1, 1, 1)))


MONTH_PHRASES: tuple[Row[Ground, Named], ...] = (
    Row(
        ("2026-12-01", "2026/12/1", "2026.12.1"),
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        _full_date,
    ),
    Row(("20261201",), r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", _full_date),
    Row(
        ("2026年12月1日", "2026年12月1号"),
        r"(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?[日号]?",
        _full_date,
    ),
    Row(("12-08", "12/8", "25/12", "12.8"), rf"{_FIRST}(?P<sign>[-/.]){_SECOND}", _two_numbers),
    Row(("25/12/2026", "1.12.2026"), rf"{_FIRST}(?P<sign>[/.]){_SECOND}[/.](?P<year>\d{{4}})", _two_numbers),
    Row(
        ("dec 5", "December 5th 2026", "12月8号", "十二月八日", "下个月5号", "明年3月5日", "next month on the 5th"),
        rf"{_MONTH}(?: on)?(?: the)? ?{_DAY}{_YEAR}",
        _month_day,
    ),
    Row(
        ("5 Dec", "5th of December", "5th of next month"),
        rf"(?:on )?(?:the )?{_DAY}(?: of)? {_MONTH}{_YEAR}",
        _month_day,
    ),
    Row(
        ("5th", "on the 5th", "5号", "五号"),
        rf"(?:on )?(?:the )?(?P<day>{NUMBER})(?:(?:st|nd|rd|th)(?: of the month)?| ?[号日])",
        _day_of_month,
    ),
    Row(
        ("eom", "month end", "月底"),
        r"(?P<month>eom|month end|(?:the )?end of month|ultimo)",
        lambda _said, ground: _part_of_month({"month": "month", "part": "end"}, ground),
    ),
    Row(
        ("end of next month", "mid december", "early next month", "last day of the month"),
        rf"(?:the )?{_ENGLISH_PART}[ -](?:in |of )?{_ANY_MONTH}{_YEAR}",
        _part_of_month,
    ),
    Row(
        ("本月底", "下个月初", "月中", "12月中旬", "12月底"),
        rf"{_ANY_MONTH}的?月?{_CHINESE_PART}",
        _part_of_month,
    ),
    Row(("before the end of next month",), rf"before (?:the )?end of {_ANY_MONTH}", _before_month_end),
    Row(
        ("before eom",),
        r"before (?:eom|month end)",
        lambda _said, ground: _before_month_end({"month": "month"}, ground),
    ),
    Row(("月底前", "下月底之前", "本月内"), rf"{_ANY_MONTH}(?:[底末][之以]?前|[之以]?内)", _before_month_end),
    Row(
        ("first working day of next month", "last friday of the month", "first monday in december"),
        rf"(?:the |on the )?{_ENGLISH_NTH} (?P<what>{_WORKING}|{WEEKDAY})(?: of| in)? {_ANY_MONTH}{_YEAR}",
        _nth,
    ),
    Row(
        ("下个月第一个工作日", "本月最后一个周五"),
        rf"{_ANY_MONTH}的?第?(?P<nth>[一二三四1-4]|最后)一?个?(?P<what>{_WORKING}|{WEEKDAY})",
        _nth,
    ),
    Row(("next month", "下个月", "december", "12月", "明年3月"), rf"(?:in )?{_MONTH}{_YEAR}", _whole_month),
    Row(("next quarter", "下季度"), r"(?:the )?next quarter|下个?季度?", _next_quarter),
    Row(
        ("end of the quarter", "eoq", "季度末"),
        r"eoq|(?:the )?end of (?:the |this )?quarter|本?季度?[末底]",
        _quarter_end(0),
    ),
    Row(
        ("end of next quarter", "下季度末"), r"(?:the )?end of (?:the )?next quarter|下个?季度?[末底]", _quarter_end(1)
    ),
    Row(
        ("end of the year", "eoy", "年底"),
        r"eoy|year end|(?:the )?end of (?:the |this )?year|今?年[底末]",
        _year_end(0),
    ),
    Row(("end of next year", "明年底"), r"(?:the )?end of next year|明年年?[底末]", _year_end(1)),
    Row(
        ("next year", "明年", "明年初"),
        r"(?:(?:early|start of|beginning of) )?next year|明年(?:年?初)?|年初",
        _next_year,
    ),
)
