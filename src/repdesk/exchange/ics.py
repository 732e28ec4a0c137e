"""Next calls as a calendar file (RFC 5545): events that keep their identity while they are moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from repdesk.exchange.writing.lines import escaped, folded

PRODUCT = "-//repdesk//calendar//EN"
_SEQUENCE = re.compile(r"^SEQUENCE:(\d+)\r\n", re.MULTILINE)
_UID = re.compile(r"^UID:(.+)\r\n", re.MULTILINE)
_DAY = timedelta(days=1)
_AROUND = 400 * _DAY
_INSTANT = "%Y%m%dT%H%M%SZ"
_LOCAL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Event:
    """A call on a day, at a time of `zone` where it has one; `lasts` counts then.

    `sequence` rises when it is moved, `changed` is when it was last set (UTC). `alarm` is how long before its time, or
    with a negative one how long after the day begins, it is to be announced; None where it is not.
    """

    uid: str
    sequence: int
    changed: datetime
    day: date
    clock: time | None
    zone: str
    lasts: timedelta
    summary: str
    description: str
    category: str
    promised: bool
    alarm: timedelta | None


def _head(book: str) -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nX-WR-RELCALID:{book}\r\n"


def is_ours(text: str, book: str) -> bool:
    """Say whether a calendar file was written here, of the book with this mark or of one that had none yet."""
    return text.startswith((_head(book), _head("")))


def calendar(
    name: str, book: str, events: Sequence[Event], zones: Mapping[str, tzinfo], before: str = ""
) -> Iterator[str]:
    """Yield the pieces of a calendar file; `book` is what marks the book, `zones` has every zone that the events name.

    `before` is the file as it was written before, "" where there is none: what differs from it has a higher sequence
    than it had there, so that a move that was undone reaches every calendar too.
    """
    yield _head(book)
    yield "CALSCALE:GREGORIAN\r\n"
    yield folded(f"X-WR-CALNAME:{escaped(name)}")
    known = dict(_known(before))
    for zone in sorted({event.zone for event in events if event.clock is not None}):
        days = [event.day for event in events if event.zone == zone and event.clock is not None]
        yield from _zone(zone, zones[zone], min(days), max(days))
    for event in events:
        text = "".join(folded(line) for line in _lines(event))
        sequence, was = known.get(event.uid, (event.sequence, text))
        sequence = max(event.sequence, sequence + (was != text))
        yield f"BEGIN:VEVENT\r\nSEQUENCE:{sequence}\r\n{text}END:VEVENT\r\n"
    yield "END:VCALENDAR\r\n"


def _known(text: str) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield the events of a file written here: the UID as it stands there, sequence, and all but the sequence."""
    for piece in text.split("BEGIN:VEVENT\r\n")[1:]:
        body = piece.partition("END:VEVENT\r\n")[0]
        uid, sequence = _UID.search(body), _SEQUENCE.match(body)
        if uid is not None and sequence is not None:
            yield uid[1], (int(sequence[1]), body[sequence.end() :])


def _lines(event: Event) -> Iterator[str]:
    """Yield the lines of an event but its sequence."""
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.changed:{_INSTANT}}"
    if event.clock is None:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        start = datetime.combine(event.day, event.clock)
        yield f"DTSTART;TZID={event.zone}:{start:{_LOCAL}}"
        yield f"DTEND;TZID={event.zone}:{start + event.lasts:{_LOCAL}}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"CATEGORIES:{escaped(event.category)}"
    yield f"STATUS:{'CONFIRMED' if event.promised else 'TENTATIVE'}"
    if event.alarm is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(event.summary)}"
        yield f"TRIGGER:{_duration(-event.alarm)}"
        yield "END:VALARM"


def _duration(span: timedelta) -> str:
    sign, minutes = ("-" if span < timedelta() else ""), abs(span) // timedelta(minutes=1)
    return f"{sign}PT{minutes}M"


def _zone(name: str, zone: tzinfo, first: date, last: date) -> Iterator[str]:
    """Yield what a zone's clocks show from some time before `first` to some time after `last`, each change by itself.

    No rule is guessed that would go on for ever: the file is written anew long before its changes are used up.
    """
    moments = list(_changes(zone, first - _AROUND, last + _AROUND))
    yield "BEGIN:VTIMEZONE\r\n"
    yield folded(f"TZID:{name}")
    for start, before, after, summer in moments:
        kind = "DAYLIGHT" if summer else "STANDARD"
        yield f"BEGIN:{kind}\r\nDTSTART:{start:{_LOCAL}}\r\n"
        yield f"TZOFFSETFROM:{_offset(before)}\r\nTZOFFSETTO:{_offset(after)}\r\nEND:{kind}\r\n"
    yield "END:VTIMEZONE\r\n"


def _changes(zone: tzinfo, first: date, last: date) -> Iterator[tuple[datetime, timedelta, timedelta, bool]]:
    """Yield (when, by the clock before it; offset before; offset after; whether it is summer then) from `first` on."""
    at = datetime.combine(first, time())
    offset, summer = _at(zone, at)
    yield at, offset, offset, summer
    while at.date() <= last:
        if _at(zone, at + _DAY)[0] != offset:
            moments = [at + timedelta(minutes=n) for n in range(1, 24 * 60 + 1)]
            moment = moments[bisect_left(moments, 1, key=lambda local: int(_at(zone, local)[0] != offset))]
            new, summer = _at(zone, moment)
            # Of an hour that is left out the first moment known is the one after it.
            yield moment - max(new - offset, timedelta()), offset, new, summer
            offset = new
        at += _DAY


def _at(zone: tzinfo, local: datetime) -> tuple[timedelta, bool]:
    there = local.replace(tzinfo=zone)
    return there.utcoffset() or timedelta(), bool(there.dst())


def _offset(span: timedelta) -> str:
    minutes = span // timedelta(minutes=1)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
