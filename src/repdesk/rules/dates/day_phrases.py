"""Every way to name a day, those made of another day too: before Friday, a week on Tuesday, Tue 1 Dec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from repdesk.rules.dates.month_phrases import MONTH_PHRASES
from repdesk.rules.dates.named_day import Named
from repdesk.rules.dates.numerals import COUNT, NUMBER, number
from repdesk.rules.dates.phrases import Ground, Row, Table
from repdesk.rules.dates.week_phrases import WEEK_PHRASES, WEEKDAY, weekday_of
from repdesk.rules.types import Reason

_Means = Callable[[dict[str, str], Ground], Named]
_WORKING_UNITS = ("working day", "business day", "workday", "day", "工作日", "天")
_DELIVERY_UNIT = "working day|business day|workday|day|week"


def _inner(said: dict[str, str], ground: Ground) -> Named:
    """Return the day that the rest of the phrase names; ValueError for none."""
    if (named := DAYS.read(said["rest"], ground)) is None:
        raise ValueError("no day")
    return named


def _before(said: dict[str, str], ground: Ground) -> Named:
    """Return the working day before; the day itself may have been meant as the last one."""
    day = _inner(said, ground).day
    return Named(
        ground.calendar.on_or_before(day - timedelta(days=1)), day, (_fact("day_before", day=day.isoformat()),)
    )


def _weeks_from(said: dict[str, str], ground: Ground) -> Named:
    named, on = _inner(said, ground), timedelta(weeks=number(said.get("n", "2")))
    return Named(named.day + on, named.or_else + on if named.or_else is not None else None)


def _with_weekday(said: dict[str, str], ground: Ground) -> Named:
    """Return the date; where that is another weekday, the weekday may have been meant."""
    if (named := _DATES.read(said["rest"], ground)) is None:
        raise ValueError("no date")
    weekday = weekday_of(said["weekday"])
    if is_span(said["rest"]):  # fri 2-4
        raise ValueError("a time")
    if named.day.weekday() == weekday:
        return replace(named, or_else=None, notes=())
    if named.or_else is not None and named.or_else.weekday() == weekday:  # the weekday tells which one is meant
        return Named(named.or_else)
    if named.or_at is not None:  # fri 9.30
        raise ValueError("a time")
    ahead = (weekday - ground.today.weekday()) % 7
    return Named(named.day, ground.today + timedelta(days=ahead), (_fact("other_weekday", day=named.day.isoformat()),))


def is_span(text: str) -> bool:
    """Say whether two numbers, "2-4", may be hours from and to; "02-04" is a date."""
    first, sign, second = text.partition("-")
    hours = bool(sign) and first.isdecimal() and second.isdecimal() and "0" not in (first[0], second[0])
    return hours and int(first) < int(second) <= 12


def _delivery(said: dict[str, str], ground: Ground) -> Named:
    """Return the day to be named to a customer: what is said to take so long, and the policy's buffer."""
    calendar, buffer, unit = ground.calendar, ground.policy.outcomes.delivery_buffer, said["unit"]
    n = number(said["n"])
    ready = (
        calendar.add(ground.today, n)
        if unit in _WORKING_UNITS
        else calendar.on_or_after(ground.today + timedelta(weeks=n))
    )
    note = _fact("delivery", ready=ready.isoformat(), days=buffer)
    return Named(calendar.add(ready, buffer), notes=(note,), promised=True)


def _fact(code: str, **facts: str | int) -> Reason:
    return Reason(code, facts=tuple(facts.items()))


_DATES: Table[Ground, Named] = Table(MONTH_PHRASES)
COMBINED_PHRASES: tuple[Row[Ground, Named], ...] = (
    Row(
        ("Tue 1 Dec", "tue 24th", "tuesday, december 1st"),
        rf"(?P<weekday>{WEEKDAY})(?: |(?<![a-z]))(?:the )?(?P<rest>\S.*)",
        _with_weekday,
    ),
    Row(
        ("tue 24",),
        rf"(?P<weekday>{WEEKDAY}) (?P<rest>2[4-9]|3[01])",
        lambda said, ground: _with_weekday(said | {"rest": f"{said['rest']}th"}, ground),
    ),
    Row(("12月1日 周二", "12-01（周二）"), rf"(?P<rest>[^(]*[^( ]) ?\(?(?P<weekday>{WEEKDAY})\)?", _with_weekday),
    Row(
        ("a week on tuesday", "2 weeks from friday", "a week today"),
        rf"(?:(?P<n>{COUNT}) weeks?|a fortnight)(?: on| from)? (?P<rest>.+)",
        _weeks_from,
    ),
    Row(
        ("tuesday week", "sat week", "tomorrow week"),
        r"(?P<rest>[a-z]+day|[a-z]{3,5}|tomorrow) week",
        lambda said, ground: _weeks_from(said | {"n": "1"}, ground),
    ),
    Row(("before friday", "before 12-08"), r"before (?!before)(?P<rest>.+)", _before),
    Row(("周五前", "12月8号之前"), r"(?P<rest>[^前]+?)[之以]?前", _before),
    Row(
        ("takes 3 days", "it takes 2 weeks", "needs 3 working days"),
        rf"(?:it )?(?:will )?(?:takes?|needs?) (?P<n>{COUNT}) (?P<unit>{_DELIVERY_UNIT})s?",
        _delivery,
    ),
    Row(
        ("需要3天", "要两周", "得三个工作日"),
        rf"(?:大概)?(?:需要?|要|得|花)花?(?P<n>{NUMBER}) ?个?(?P<unit>工作日|天|周|星期|礼拜)(?:时间)?",
        _delivery,
    ),
)
DAYS: Table[Ground, Named] = Table((*WEEK_PHRASES, *MONTH_PHRASES, *COMBINED_PHRASES))
"""All of them: `DAYS.read` gives the day of a plain phrase."""
