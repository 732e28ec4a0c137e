"""Dates and times as people type them, English and Chinese (DOMAIN §5); the phrases are in tables beside this."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from repdesk.rules.clock_phrases import Clock, read_clock
from repdesk.rules.day_phrases import Named, Today, read_day
from repdesk.rules.policy import Policy
from repdesk.rules.types import Reason
from repdesk.rules.workdays import Calendar

_LONGEST = 60
_SIMPLIFIED = ("週周", "禮礼", "點点", "時时", "兩两", "後后", "這这", "個个", "號号")
_PLAIN = str.maketrans(
    {pair[0]: pair[1] for pair in _SIMPLIFIED} | dict.fromkeys("–—−‐", "-") | dict.fromkeys(",，、。", " ")
)
_BETWEEN = re.compile(r"^(?:at |@|的)\s*")
_ISO_T = re.compile(r"(?<=\d)t(?=\d)")


class UnreadWhen(ValueError):  # noqa: N818 (it is what the rep sees: a "when" that was not read)
    """A text in which no date or time could be read; `text` is what was typed and stays out of the message."""

    def __init__(self, text: str) -> None:
        super().__init__("no date or time could be read")
        self.text = text


@dataclass(frozen=True, slots=True)
class When:
    """A day, perhaps a time, as read from text.

    `ambiguous` are the other readings, an ISO date or "HH:MM" each. `working` says whether the day is worked, `past`
    whether it lies before now. Notes: `day_off` (with the working days `before` and `after` it), `afternoon_assumed`,
    `not_today`, `holidays_unknown` (with the year).
    """

    date: date
    time: time | None
    ambiguous: tuple[str, ...]
    notes: tuple[Reason, ...]
    working: bool
    past: bool


def parse_when(text: str, now: datetime, calendar: Calendar, policy: Policy) -> When:
    """Read a day with or without a time, in either order, or a time alone (today); UnreadWhen for anything else.

    The day is what the words say, a day off or a past one too: it is marked, never moved.
    """
    phrase = _plain(text)
    if len(phrase) > _LONGEST:
        raise UnreadWhen(text)
    today = Today(now.date(), calendar)
    if clock := read_clock(_BETWEEN.sub("", phrase), policy, after_day=False):
        return _when(Named(now.date()), clock, now, calendar)
    for day_part, clock_part in _splits(phrase):
        named = read_day(day_part, today)
        if named is None:
            continue
        clock = read_clock(clock_part, policy, after_day=True) if clock_part else None
        if clock is not None or not clock_part:
            return _when(named, clock, now, calendar)
    raise UnreadWhen(text)


def _plain(text: str) -> str:
    """Return the text in half width, lower case, simplified where it matters, blanks single."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_PLAIN)
    plain = plain.replace("a.m.", "am").replace("p.m.", "pm")
    return " ".join(_ISO_T.sub(" ", plain).split())


def _splits(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield every way to part a phrase into day and time, the longest day first; no number is cut in two."""
    cuts = [cut for cut in range(1, len(phrase)) if not (phrase[cut - 1].isdecimal() and phrase[cut].isdecimal())]
    yield phrase, ""
    for cut in reversed(cuts):
        yield phrase[:cut].strip(), _BETWEEN.sub("", phrase[cut:].strip())
    for cut in cuts:
        yield phrase[cut:].strip(), phrase[:cut].strip()


def _when(named: Named, clock: Clock | None, now: datetime, calendar: Calendar) -> When:
    day = named.day
    ambiguous, notes = [], []
    if named.or_else is not None:
        ambiguous.append(named.or_else.isoformat())
        notes.append(Reason("not_today"))
    if clock is not None and clock.or_else is not None:
        ambiguous.append(f"{clock.or_else:%H:%M}")
        notes.append(Reason("afternoon_assumed"))
    working = calendar.is_working(day)
    if not working:
        before, after = calendar.on_or_before(day), calendar.on_or_after(day)
        notes.append(Reason("day_off", facts=(("before", before.isoformat()), ("after", after.isoformat()))))
    if not calendar.covers(day.year):
        notes.append(Reason("holidays_unknown", facts=(("year", day.year),)))
    at = clock.at if clock else None
    past = (day, at or time.max) < (now.date(), now.time().replace(second=0, microsecond=0))
    return When(day, at, tuple(ambiguous), tuple(notes), working, past)
