"""Dates and times as people type them, English and Chinese (DOMAIN §5); the phrases are in tables beside this."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from repdesk.rules.dates.clock_phrases import CLOCKS, read_clock
from repdesk.rules.dates.clock_readings import Clock
from repdesk.rules.dates.day_phrases import DAYS, is_span
from repdesk.rules.dates.moment_phrases import MOMENTS, Ahead
from repdesk.rules.dates.named_day import Named, months_on, without_time
from repdesk.rules.dates.notes import Moment, notes_on, offers_for
from repdesk.rules.dates.phrases import Ground
from repdesk.rules.hours import hours_on
from repdesk.rules.policy import Policy
from repdesk.rules.simplified import simplified
from repdesk.rules.types import Reason
from repdesk.rules.workdays import Calendar

Later = Callable[[timedelta], datetime]
_LONGEST = 60
_YEARS = range(1900, 2200)
_PLAIN = str.maketrans(
    dict(zip("週這裡鍾", "周这里钟", strict=True)) | dict.fromkeys("–—−‐", "-") | dict.fromkeys(",，、。;", " ")
)
_SPELLED = (  # compiled when the first date is typed, as the tables are
    (r"\b([ap])\.m\.?", r"\1m"),
    (r"(?<=\d)t(?=\d)", " "),  # 2026-12-01T15:00
    (r"(?<=\d)\.(?=\s|$)", ""),  # 27.11. 15:00
    (r"\btonight\b", "today evening"),
    (r"\bthis (?=morning|afternoon|evening)", "today "),
    (r"([今明昨]|(?<![^\s大])后)(?=[早晚]|[上中下]午)", r"\1天"),
    (
        r"\b(?:the )?(?:same|this) time next week\b|下个?(?:周|星期|礼拜)的?(?:同一时间|这个?时候?|此时)",
        "a week today same time",
    ),
    (r"\b(?:around|about|approx\.?|circa|roughly) |^ ?~|左右|大约|大概|前后", ""),
    (r"(?<=[\dm])-?ish\b| (?:sharp|or so)\b|\b(?:at the )?latest\b", ""),
    (r"^(?:please )?(?:call|ring|phone)(?: (?:him|her|them|me))?(?: back)?(?: again)? ", ""),  # what one does then
    (r"(?<=.)(?:给[他她])?(?:再联系|联系|再打|回电|回拨|打电话)$", ""),
)
_LEADING = r"^(?:by |on |at |@|在|的)\s*"
_PROMISED = (
    r"^(?:promised?\b(?: for)?|agreed(?: on)?\b|约定在?|约好了?在?|约了|约在|答应了?|说好了?|承诺)[: ]*"
    r"|[ (]*(?:\bpromised|\bagreed|约定|约好了?|说好了?|承诺|!)\)?$"
)


class UnreadWhen(ValueError):  # noqa: N818 (it is what the rep sees: a "when" that was not read)
    """A text in which no date or time could be read; `text` is what was typed and stays out of the message."""

    def __init__(self, text: str) -> None:
        super().__init__("no date or time could be read")
        self.text = text


@dataclass(frozen=True, slots=True)
class When:
    """A day, perhaps a time, as read from text.

    `ambiguous` are the other readings, an ISO date or "HH:MM" each. `working` says whether the day is worked, `past`
    whether it lies before now, `promised` whether the words themselves say that it was promised. `offers` are whole
    days and times in place of this one: the other readings first, then the nearest ones that are worked and ahead.
    `rules.dates.notes` says which notes there are.
    """

    date: date
    time: time | None
    ambiguous: tuple[str, ...]
    notes: tuple[Reason, ...]
    working: bool
    past: bool
    promised: bool = False
    offers: tuple[Moment, ...] = ()


def parse_when(text: str, now: datetime, calendar: Calendar, policy: Policy, later: Later | None = None) -> When:
    """Read a day with or without a time, in either order, or a time alone (today); UnreadWhen for anything else.

    The day is what the words say, a day off or a past one too: it is marked, never moved. `now` is the rep's wall
    clock. What is said in hours and minutes ("in half an hour") is time that passes: `later` gives the wall clock once
    it has, and without it an aware `now` is counted on in UTC, a naive one as if no clock were ever put forward.
    """
    phrase, promised = re.subn(_PROMISED, "", _plain(text))
    if len(phrase) > _LONGEST:
        raise UnreadWhen(text)
    found = _read(phrase.strip(), Ground(now.replace(tzinfo=None), calendar, policy), later or _passing(now))
    if found is None:
        raise UnreadWhen(text)
    named, clock = found
    if named.day.year not in _YEARS:
        raise UnreadWhen(text)
    return _when(named, clock, Ground(now.replace(tzinfo=None), calendar, policy), promised=bool(promised))


def compile_phrases() -> None:
    """Compile what all phrases are told by, some 40 ms that the first date would wait for."""
    for table in (DAYS, MOMENTS, *CLOCKS):
        table.compile()


def _plain(text: str) -> str:
    """Return the text in half width, lower case, simplified, blanks single, spelled in one way."""
    plain = simplified(text[: 4 * _LONGEST]).translate(_PLAIN)
    for pattern, spelled in _SPELLED:
        plain = re.sub(pattern, spelled, plain)
    return " ".join(plain.split()).rstrip(". ")


def _passing(now: datetime) -> Later:
    if now.tzinfo is None:
        return lambda span: now + span
    return lambda span: (now.astimezone(UTC) + span).astimezone(now.tzinfo)


def _read(phrase: str, ground: Ground, later: Later) -> tuple[Named, Clock | None] | None:
    """Return the day and the time of a plain phrase; None where nothing could be read."""
    if ahead := MOMENTS.read(phrase, None):
        return _moment(ahead, ground, later)
    policy, now = ground.policy, ground.now.time()
    today = hours_on(ground.today, ground.calendar, policy)
    if clock := read_clock(_bare(phrase), policy, after_day=False, hours=today, now=now):
        return Named(ground.today), clock
    for day_part, clock_part in _splits(phrase):
        named = DAYS.read(day_part, ground)
        if named is None:
            continue
        if not clock_part:
            return named, None
        hours = hours_on(named.day, ground.calendar, policy)
        if clock := read_clock(clock_part, policy, after_day=True, hours=hours, now=now):
            return _or_the_day(clock_part, without_time(named), ground), clock
    return None


def _moment(ahead: Ahead, ground: Ground, later: Later) -> tuple[Named, Clock]:
    at = later(ahead.span)
    or_else = months_on(ground.today, ahead.months) if ahead.months else None
    return Named(at.date(), or_else, ahead.notes), Clock(at.time().replace(second=0, microsecond=0, tzinfo=None))


def _or_the_day(clock_part: str, named: Named, ground: Ground) -> Named:
    """Return the day named; of "tue 1" also Tuesday the 1st, where the next 1st is a Tuesday, and so of "fri 3-5"."""
    date_part = f"{clock_part}th" if clock_part.isdecimal() and len(clock_part) < 3 else clock_part
    if (date_part != clock_part or is_span(clock_part)) and named.or_else is None:
        dated = DAYS.read(date_part, ground)
        if dated is not None and dated.day.weekday() == named.day.weekday():
            return Named(named.day, dated.day, (*named.notes, Reason("hour_taken")), promised=named.promised)
    return named


def _splits(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield every way to part a phrase into day and time, the longest day first; no number or word is cut in two."""
    cuts = [cut for cut in range(1, len(phrase)) if not _in_a_word(phrase[cut - 1], phrase[cut])]
    yield _bare(phrase), ""
    for cut in reversed(cuts):
        yield _bare(phrase[:cut]), _bare(phrase[cut:])
    for cut in cuts:
        yield _bare(phrase[cut:]), _bare(phrase[:cut])


def _bare(part: str) -> str:
    """Return a part without the word that leads to it: at three, on Friday."""
    return re.sub(_LEADING, "", part.strip())


def _in_a_word(before: str, after: str) -> bool:
    return (before.isdecimal() and after.isdecimal()) or (before.isascii() and before.isalpha() and after.isalpha())


def _when(named: Named, clock: Clock | None, ground: Ground, *, promised: bool) -> When:
    day, at = named.day, clock.at if clock else None
    past = (day, at or time.max) < (ground.today, ground.now.time().replace(second=0, microsecond=0))
    ambiguous = [named.or_else.isoformat()] if named.or_else is not None else []
    ambiguous += [f"{one:%H:%M}" for one in (named.or_at, clock.or_else if clock else None) if one is not None]
    return When(
        day,
        at,
        tuple(ambiguous),
        (*named.notes, *(clock.notes if clock else ()), *notes_on(day, at, ground, past=past)),
        ground.calendar.is_working(day),
        past,
        promised or named.promised,
        offers_for(named, clock, ground, past=past),
    )
