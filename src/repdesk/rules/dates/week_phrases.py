"""The days that people name by week and weekday, and by how far off they are: one row of `WEEK_PHRASES` a way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from repdesk.rules.dates.named_day import Named, first_working, months_on
from repdesk.rules.dates.numerals import COUNT, NUMBER, number, weeks_or_months_on
from repdesk.rules.dates.phrases import Ground, Row
from repdesk.rules.types import Reason

_Means = Callable[[dict[str, str], Ground], Named]

_NAMES = (
    "mon monday 一 1",
    "tue tues tuesday 二 2",
    "wed weds wednesday 三 3",
    "thu thur thurs thursday 四 4",
    "fri friday 五 5",
    "sat saturday 六 6",
    "sun sunday 日 天 7",
)
_INDEX = {name: index for index, names in enumerate(_NAMES) for name in names.split()}
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_WEEK = "周|星期|礼拜"
ENGLISH_WEEKDAY = "|".join(name for name in _INDEX if name.isascii() and name.isalpha())
_CHINESE_DAY = f"[{''.join(name for name in _INDEX if len(name) == 1)}]"
WEEKDAY = rf"(?:{ENGLISH_WEEKDAY})|(?:{_WEEK}){_CHINESE_DAY}"
"""What a weekday looks like; `weekday_of` reads it."""

_DAYS_AHEAD: dict[int, tuple[str, ...]] = {
    0: ("today", "今天", "今日", "今儿", "当天"),
    1: ("tomorrow", "tmr", "tmrw", "tmw", "明天", "明日", "明儿", "次日", "第二天"),
    2: ("day after tomorrow", "the day after tomorrow", "后天", "后日"),
    3: ("大后天",),
    -1: ("yesterday", "昨天", "昨日"),
    -2: ("day before yesterday", "the day before yesterday", "前天"),
    -3: ("大前天",),
    7: ("same day next week", "today next week", "下周今天", "下周的今天"),
}
_FESTIVALS = {
    **dict.fromkeys(("new year", "元旦"), (1, 1)),
    **dict.fromkeys(("labour day", "may day", "五一", "劳动节"), (5, 1)),
    **dict.fromkeys(("national day", "国庆", "国庆节", "十一"), (10, 1)),
    **dict.fromkeys(("christmas", "xmas", "圣诞", "圣诞节"), (12, 25)),
}
_ENGLISH_WEEK = r"(?P<week>(?:the )?(?:this|next|last|coming) week|(?:the )?week after next)"
_CHINESE_WEEK = rf"(?P<week>[本这]|[上下]+)个?(?:{_WEEK})"
_LATER = r"(?: later| from now| from today|(?:'?s?'?) time)"


def weekday_of(text: str) -> int:
    """Return 0 for a Monday as it is written, to 6 for a Sunday."""
    return _INDEX[text if text in _INDEX else text[-1]]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _days_ahead(days: int) -> _Means:
    return lambda _said, ground: Named(ground.today + timedelta(days=days))


def _working_days(said: dict[str, str], ground: Ground) -> Named:
    return Named(ground.calendar.add(ground.today, number(said["n"])))


def _calendar_days(said: dict[str, str], ground: Ground) -> Named:
    return Named(ground.today + timedelta(days=number(said["n"])))


def _weeks(said: dict[str, str], ground: Ground) -> Named:
    return Named(ground.today + timedelta(weeks=number(said.get("n", "2"))))


def _months(said: dict[str, str], ground: Ground) -> Named:
    """Return the same day of a later month, its last one where that month is shorter."""
    months = number(said["n"]) * (12 if said.get("unit", "") in ("year", "年") else 1)
    return Named(months_on(ground.today, months))


def _ago(said: dict[str, str], ground: Ground) -> Named:
    return Named(ground.today - timedelta(days=number(said["n"]) * (1 if said["unit"] in ("day", "天", "日") else 7)))


def _coming(said: dict[str, str], ground: Ground) -> Named:
    """Return the next such day after today; on such a day today may have been meant."""
    ahead = (weekday_of(said["weekday"]) - ground.today.weekday()) % 7
    if ahead:
        return Named(ground.today + timedelta(days=ahead))
    return Named(ground.today + timedelta(days=7), ground.today, (Reason("not_today"),))


def _in_weeks(said: dict[str, str], ground: Ground) -> Named:
    """Return that day of the calendar week which is so many weeks ahead."""
    day = _monday(ground.today) + timedelta(weeks=number(said["n"]), days=weekday_of(said["weekday"]))
    return Named(day)


def _festival(said: dict[str, str], ground: Ground) -> Named:
    month, day = _FESTIVALS[said["festival"]]
    return Named(min(one for one in _dates(month, day, ground.today) if one >= ground.today))


def _dates(month: int, day: int, today: date) -> tuple[date, date]:
    return date(today.year, month, day), date(today.year + 1, month, day)


def _last(said: dict[str, str], ground: Ground) -> Named:
    back = (ground.today.weekday() - weekday_of(said["weekday"])) % 7
    return Named(ground.today - timedelta(days=back or 7))


def _of_week(said: dict[str, str], ground: Ground) -> Named:
    """Return that day of a calendar week, which begins on Monday; where weeks begin on Sunday another may be meant."""
    weeks, weekday = weeks_or_months_on(said["week"]), weekday_of(said["weekday"])
    day = _monday(ground.today) + timedelta(weeks=weeks, days=weekday)
    if weeks > 0 and (weekday == _SUNDAY) != (ground.today.weekday() == _SUNDAY):
        other = timedelta(weeks=-1 if weekday == _SUNDAY else 1)
        return Named(day, day + other, (Reason("week_begins_monday"),))
    return Named(day)


def _whole_week(said: dict[str, str], ground: Ground) -> Named:
    """Return the first working day of it that is not over."""
    monday = _monday(ground.today) + timedelta(weeks=weeks_or_months_on(said["week"]))
    begun = max(monday, ground.today) if monday <= ground.today < monday + timedelta(days=7) else monday
    return first_working(ground.calendar.on_or_after(begun))


def _day_of_week(day: int) -> _Means:
    def read(said: dict[str, str], ground: Ground) -> Named:
        found = _monday(ground.today) + timedelta(weeks=weeks_or_months_on(said.get("week", "")), days=day)
        if "week" not in said and found < ground.today:  # on a Saturday the end of the week is next week's
            return Named(ground.today if day == _SATURDAY else found + timedelta(days=7))
        return Named(found)

    return read


def _midweek(said: dict[str, str], ground: Ground) -> Named:
    return first_working(ground.calendar.on_or_after(_day_of_week(2)(said, ground).day))


def _within_week(said: dict[str, str], ground: Ground) -> Named:
    return Named(ground.calendar.on_or_before(_day_of_week(_SUNDAY)(said, ground).day))


def _next_working(_said: dict[str, str], ground: Ground) -> Named:
    return Named(ground.calendar.add(ground.today, 1))


def _after_holidays(_said: dict[str, str], ground: Ground) -> Named:
    """Return the first working day after the next days off on weekdays that the calendar knows."""
    known = [day for day in ground.calendar.off if day >= ground.today and day.weekday() < _SATURDAY]
    return _after(min(known), ground)  # ValueError where there are none


def _after(off: date, ground: Ground) -> Named:
    return Named(ground.calendar.on_or_after(off), notes=(Reason("after_days_off", facts=(("day", off.isoformat()),)),))


def _after_festival(said: dict[str, str], ground: Ground) -> Named:
    """Return the first working day after a holiday of a fixed date; ValueError where the calendar knows of none."""
    month, day = _FESTIVALS[said["festival"]]
    dates = _dates(month, day, ground.today)
    return _after(min(one for one in dates if one >= ground.today and one in ground.calendar.off), ground)


WEEK_PHRASES: tuple[Row[Ground, Named], ...] = (
    *(Row(words, "|".join(words), _days_ahead(days)) for days, words in _DAYS_AHEAD.items()),
    Row(("+3d", "3d"), r"\+? ?(?P<n>\d{1,3}) ?w?d", _working_days),
    Row(
        ("in 3 working days", "3 business days", "2 workdays later"),
        rf"(?:\+ ?|in |within )?(?P<n>{COUNT}) (?:work(?:ing)?|business|week) ?days?{_LATER}?",
        _working_days,
    ),
    Row(
        ("三个工作日后", "3个工作日内"), rf"(?:再?过)?(?P<n>{NUMBER}) ?个?工作日(?:[之以]?后|[之以]?内)?", _working_days
    ),
    Row(
        ("next working day", "下个工作日"),
        r"(?:the )?next (?:working|business|work) ?day|下一?个?工作日",
        _next_working,
    ),
    Row(("+3c",), r"\+ ?(?P<n>\d{1,3}) ?c", _calendar_days),
    Row(("in 3 days", "3 days", "a day later"), rf"(?:\+ ?|in |within )?(?P<n>{COUNT}) days?{_LATER}?", _calendar_days),
    Row(
        ("三天后", "过三天", "3天内"),
        rf"(?P<n>{NUMBER}) ?[天日][之以]?[后内]|再?过(?P<m>{NUMBER}) ?天[之以]?后?",
        lambda said, ground: _calendar_days({"n": said.get("n") or said["m"]}, ground),
    ),
    Row(("+2w", "2w"), r"\+? ?(?P<n>\d{1,3}) ?w", _weeks),
    Row(
        ("in 2 weeks", "a week later", "a couple of weeks"),
        rf"(?:\+ ?|in |within )?(?P<n>{COUNT}) (?:weeks?|wks?){_LATER}?",
        _weeks,
    ),
    Row(("in a fortnight",), rf"(?:in )?a fortnight{_LATER}?", _weeks),
    Row(("三周后", "两个星期后", "过一周"), rf"(?:再?过)?(?P<n>{NUMBER}) ?个?(?:{_WEEK})(?:[之以]?[后内])?", _weeks),
    Row(("半个月后",), r"(?:再?过)?半个?月[之以]?[后内]?", _days_ahead(15)),
    Row(("in 2 months", "in a year"), rf"(?:\+ ?|in )?(?P<n>{COUNT}) (?P<unit>month|mo|year)s?{_LATER}?", _months),
    Row(("in half a year",), rf"(?:in )?half a year{_LATER}?", lambda _said, ground: _months({"n": "6"}, ground)),
    Row(("两个月后", "一年后"), rf"(?:再?过)?(?P<n>{NUMBER}) ?个?(?P<unit>月|年)[之以]?[后内]", _months),
    Row(("半年后",), r"(?:再?过)?半年[之以]?[后内]?", lambda _said, ground: _months({"n": "6"}, ground)),
    Row(("3 days ago", "a week ago"), rf"(?P<n>{COUNT}) (?P<unit>day|week)s? ago", _ago),
    Row(("三天前", "两周前"), rf"(?P<n>{NUMBER}) ?个?(?P<unit>天|日|{_WEEK})[之以]?前", _ago),
    Row(("fri", "on friday", "周五", "星期五", "礼拜五"), rf"(?:(?:the )?coming )?(?P<weekday>{WEEKDAY})", _coming),
    Row(
        ("this fri", "next tue", "next next mon"),
        rf"(?P<week>this|next(?: next)?) (?P<weekday>{ENGLISH_WEEKDAY})",
        _of_week,
    ),
    Row(("tuesday after next",), rf"(?P<weekday>{ENGLISH_WEEKDAY}) (?P<week>after next)", _of_week),
    Row(("last fri",), rf"last (?P<weekday>{ENGLISH_WEEKDAY})", _last),
    Row(
        ("本周五", "下周二", "下个星期二", "下下周三"),
        rf"{_CHINESE_WEEK}的?(?:{_WEEK})?(?P<weekday>{_CHINESE_DAY})",
        _of_week,
    ),
    Row(("tuesday next week", "tue of this week"), rf"(?P<weekday>{WEEKDAY}) (?:of |in )?{_ENGLISH_WEEK}", _of_week),
    Row(("next week tuesday", "week after next on fri"), rf"{_ENGLISH_WEEK} (?:on )?(?P<weekday>{WEEKDAY})", _of_week),
    Row(
        ("in two weeks on tuesday", "+2w tue"),
        rf"(?:in (?P<n>{COUNT}) weeks?(?: on)?|\+(?P<m>\d{{1,2}})w) (?P<weekday>{ENGLISH_WEEKDAY})",
        lambda said, ground: _in_weeks({"n": said.get("m", "")} | said, ground),
    ),
    Row(("tuesday in two weeks",), rf"(?P<weekday>{ENGLISH_WEEKDAY}) in (?P<n>{COUNT}) weeks?", _in_weeks),
    Row(("两周后的周二",), rf"(?P<n>{NUMBER}) ?个?(?:{_WEEK})[之以]?后的?(?P<weekday>{WEEKDAY})", _in_weeks),
    Row(
        ("christmas", "元旦", "国庆节"),
        rf"(?P<festival>{'|'.join(name for name in _FESTIVALS if name != '十一')})",
        _festival,
    ),
    Row(
        ("weekend", "this weekend", "本周末"), r"(?:this |the |at the )?weekend|[本这]?个?周末", _day_of_week(_SATURDAY)
    ),
    Row(("next weekend",), r"(?P<week>next) weekend", _day_of_week(_SATURDAY)),
    Row(("下周末",), r"(?P<week>下+)个?周末", _day_of_week(_SATURDAY)),
    Row(("end of week", "eow", "周底"), rf"eow|(?:the )?end of (?:the )?week|(?:{_WEEK})底", _day_of_week(_FRIDAY)),
    Row(("end of next week",), rf"(?:the )?(?:late|end of) {_ENGLISH_WEEK}", _day_of_week(_FRIDAY)),
    Row(("下周底",), rf"{_CHINESE_WEEK}底", _day_of_week(_FRIDAY)),
    Row(("mid next week", "midweek"), rf"(?:the )?mid(?:dle of)?[ -](?:{_ENGLISH_WEEK}|week)|midweek", _midweek),
    Row(("下周中",), rf"{_CHINESE_WEEK}中", _midweek),
    Row(
        ("next week", "early next week"), rf"(?:the )?(?:(?:early|start of|beginning of) )?{_ENGLISH_WEEK}", _whole_week
    ),
    Row(("下周", "下周初"), rf"{_CHINESE_WEEK}初?", _whole_week),
    Row(("本周内",), rf"{_CHINESE_WEEK}[之以]?内", _within_week),
    Row(
        ("after the holidays", "节后", "假期后"),
        r"after the holidays?|(?:过完)?(?:节|假期?|长假)[之以]?后",
        _after_holidays,
    ),
    Row(
        ("after new year", "元旦后", "国庆节后"),
        rf"(?=after |.*后$)(?:after |过完)?(?P<festival>{'|'.join(_FESTIVALS)})(?:节|假期|长假)?(?:[之以]?后)?",
        _after_festival,
    ),
)
