"""The times of day that people name, English and Chinese: one row of `CLOCK_PHRASES` a way to say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from repdesk.rules.dates.clock_readings import NAMED, PARTS, Clock, Office, exact, past_or_to
from repdesk.rules.dates.numerals import COUNT, NUMBER, SPOKEN
from repdesk.rules.dates.phrases import Row, Table
from repdesk.rules.hours import Hours, usual_hours
from repdesk.rules.policy import Policy
from repdesk.rules.types import Reason

_PART = f"(?P<part>{'|'.join(part for part in PARTS if not part.isascii())})"
_IN_PART = f"(?P<part>{'|'.join(part for part in PARTS if part.startswith(('in', 'at')))})"
_HOUR, _MINUTE, _SPOKEN = r"(?P<hour>\d{1,2})", r"(?P<minute>[0-5]\d)", f"(?P<hour>{SPOKEN})"
_SPOKEN_IN_PART = rf"{_SPOKEN}(?: ?o'?clock)?(?: ?{_IN_PART})?"
_PARTED = rf"钟|整|(?P<half>半)|(?P<quarter>[一三])刻|过?(?P<minute>{NUMBER}) ?分?"


_Means = Callable[[dict[str, str], Office], Clock]


def read_clock(
    phrase: str, policy: Policy, *, after_day: bool, hours: Hours | None = None, now: time | None = None
) -> Clock | None:
    """Return the time that the whole of a plain phrase names, None where it names none.

    A morning or an afternoon is the policy's hour for a try. A bare hour ("10") is a time only after a day. An hour
    below ten without a part of the day that would fall before opening means the afternoon where that is open; where
    neither half is, the other one is seen too. `hours` are those of the day it is on, else the usual ones.
    """
    office = Office(policy, hours if hours is not None and hours.spans else usual_hours(policy), now)
    return (_AFTER_DAY if after_day else _CLOCKS).read(phrase, office)


def _named(said: dict[str, str], _office: Office) -> Clock:
    return Clock(NAMED[said["named"]])


def _same_time(_said: dict[str, str], office: Office) -> Clock:
    if office.now is None:
        raise ValueError("no time is known")
    return Clock(office.now.replace(second=0, microsecond=0))


def _inner(phrase: str, office: Office) -> Clock:
    """Return the time that a part of the phrase names; ValueError for none."""
    if (clock := _SINGLE.read(phrase, office)) is None:
        raise ValueError("no time")
    return clock


def _from(said: dict[str, str], office: Office) -> Clock:
    return _inner(said["rest"], office)


def _before(said: dict[str, str], office: Office) -> Clock:
    clock = _inner(said["rest"], office).at
    return Clock(office.ahead_of(clock).at, clock, (Reason("time_before", facts=(("time", f"{clock:%H:%M}"),)),))


def _span(said: dict[str, str], office: Office) -> Clock:
    """Return the beginning of it; half of the day and hour signs that only the end has count for the beginning too."""
    end = _inner(said["end"], office)
    half = said["end"].rstrip(".")[-2:]
    tries = [said["start"] + half] if half in ("am", "pm") else []
    starts = [_SINGLE.read(start, office) for start in (*tries, said["start"])]
    start = next((one for one in starts if one is not None and one.at < end.at), None)
    if start is None:
        raise ValueError("no span of time")
    return Clock(start.at, start.or_else, (*start.notes, Reason("span", facts=(("until", f"{end.at:%H:%M}"),))))


CLOCK_PHRASES: tuple[Row[Office, Clock], ...] = (
    Row(("3pm", "3:45 p.m.", "3.30pm"), rf"{_HOUR}(?:[:.]?{_MINUTE})?(?: (?=[ap]m))?(?P<part>am|pm|a|p)", exact),
    Row(("15:00", "下午3:20"), rf"(?:{_PART} ?)?{_HOUR}(?P<sign>:){_MINUTE}(?::\d\d)?", exact),
    Row(("3:30 in the afternoon", "8 in the evening"), rf"{_SPOKEN}(?::{_MINUTE})? ?(?:o'?clock )?{_IN_PART}", exact),
    Row(
        ("morning at 10", "afternoon 3:30"),
        rf"(?P<part>morning|afternoon|evening) (?:at )?{_SPOKEN}(?::{_MINUTE})?(?: ?o'?clock|am|pm)?",
        exact,
    ),
    Row(("3 o'clock", "three o'clock"), rf"{_SPOKEN} ?o'?clock(?: {_IN_PART})?", exact),
    Row(
        ("15点", "下午三点", "上午十点一刻", "下午3点半", "上午10点05分", "三点钟"),
        rf"(?:{_PART}的? ?)?(?P<hour>{NUMBER}) ?[点时](?:{_PARTED})?",
        exact,
    ),
    Row(("上午9", "下午3"), rf"{_PART} ?(?P<hour>{NUMBER})", exact),
    Row(
        ("half past two", "quarter past 3", "ten past three"),
        rf"(?:(?P<half>half)|(?:a )?quarter|(?P<minute>{COUNT})) (?:past|after) {_SPOKEN_IN_PART}",
        lambda said, office: past_or_to(_quarters(said), office),
    ),
    Row(
        ("quarter to 4", "20 to 4"),
        rf"(?:(?:a )?quarter|(?P<minute>{COUNT})) (?P<to>to|before) {_SPOKEN_IN_PART}",
        lambda said, office: past_or_to(_quarters(said), office),
    ),
    Row(("half two",), rf"(?P<half>half) {_SPOKEN}", past_or_to),
    Row(
        ("差一刻三点", "下午差五分四点"),
        rf"(?:{_PART} ?)?(?P<to>差)(?:(?P<quarter>[一三])刻|(?P<minute>{NUMBER}) ?分)钟?(?P<hour>{NUMBER}) ?点",
        past_or_to,
    ),
    Row(("morning", "上午"), "(?:in the )?morning|上午|早上?|早晨", lambda _s, o: Clock(o.policy.day.morning_try)),
    Row(("afternoon", "下午"), "(?:in the |early )?afternoon|下午", lambda _s, o: Clock(o.policy.day.afternoon_try)),
    Row(("noon", "evening", "傍晚", "late afternoon"), f"(?P<named>{'|'.join(NAMED)})", _named),
    Row(
        ("first thing", "一上班", "一早"),
        "(?:first|1st) thing(?: in the morning)?|start of (?:the )?(?:day|business)|early morning"
        "|(?:一|刚)?上班(?:时候?)?|一大?早|开门",
        lambda _s, o: Clock(o.opens),
    ),
    Row(
        ("end of day", "eod", "下班前"),
        "(?:the )?end of (?:the )?(?:day|business)|eod|cob|close of (?:business|day)|before closing"
        "|快?下班(?:[之以]?前)?",
        lambda _s, o: o.ahead_of(o.closes),
    ),
    Row(("after work", "下班后"), "after (?:work|hours|closing)|下班[之以]?后", lambda _s, o: Clock(o.closes)),
    Row(
        ("before lunch", "午饭前"), "before lunch|(?:午饭|午休|饭|吃饭)[之以]?前", lambda _s, o: o.ahead_of(o.lunch[0])
    ),
    Row(
        ("lunchtime", "午休"),
        "lunch ?(?:time|break)?|(?:at |over )lunch|午饭时?间?|午休时?间?",
        lambda _s, o: Clock(o.lunch[0]),
    ),
    Row(
        ("after lunch", "午饭后", "午后"),
        "after lunch|(?:午饭|午休|饭|吃完?饭)[之以]?后|午后",
        lambda _s, o: Clock(o.lunch[1]),
    ),
    Row(
        ("same time", "同一时间"),
        "(?:at )?(?:the )?same time|this time|now|同一时间|同样时间|这个?时候?|这个?点",
        _same_time,
    ),
)
FRAMED_PHRASES: tuple[Row[Office, Clock], ...] = (
    Row(("after 3pm", "from 3pm"), r"(?:after|from|not before) (?P<rest>.+)", _from),
    Row(("三点以后", "下午3点后"), r"(?P<rest>.*[点时半刻分])[之以]?后", _from),
    Row(("before 5pm",), r"before (?P<rest>.+)", _before),
    Row(("五点前", "下午5点之前"), r"(?P<rest>.*[点时半刻分]|中午)[之以]?前", _before),
    Row(
        ("2-4pm", "between 2 and 3pm", "下午2点到4点"),
        r"(?:between |from )?(?!\d+ ?- ?\d+$)"
        r"(?P<start>\S.*?) ?(?:-|~|到|至|\bto\b|\buntil\b|\btill\b|\band\b) ?(?P<end>\S.*?)(?:之间)?",
        _span,
    ),
)
BARE_PHRASES: tuple[Row[Office, Clock], ...] = (
    Row(("fri 10",), _HOUR, exact),
    Row(("fri 9.30", "fri 1430"), rf"{_HOUR}\.?(?P<sign>){_MINUTE}", exact),
    Row(("fri 2-4",), r"(?P<start>\d{1,2}) ?- ?(?P<end>\d{1,2})", _span),
    Row(("mon am",), "am", lambda _s, o: Clock(o.policy.day.morning_try)),
    Row(("mon pm",), "pm", lambda _s, o: Clock(o.policy.day.afternoon_try)),
)


def _quarters(said: dict[str, str]) -> dict[str, str]:
    """Return a quarter by its number, as the Chinese ones have it."""
    return said if {"half", "minute"} & said.keys() else said | {"quarter": "1"}


_SINGLE = Table((*CLOCK_PHRASES, *BARE_PHRASES))
_CLOCKS = Table((*CLOCK_PHRASES, *FRAMED_PHRASES))
_AFTER_DAY = Table((*CLOCK_PHRASES, *FRAMED_PHRASES, *BARE_PHRASES))
CLOCKS = (_SINGLE, _CLOCKS, _AFTER_DAY)
"""All that `read_clock` reads by."""
