"""How long from now people say it is, in hours and minutes: one row of `MOMENT_PHRASES` a way to say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from repdesk.rules.dates.numerals import COUNT, NUMBER, number
from repdesk.rules.dates.phrases import Row, Table
from repdesk.rules.types import Reason

_HOURS, _MINUTES = "(?:h|hrs?|hours?)", "(?:m|min|mins|minutes?)"
_GAP = "(?:(?<![a-z]) ?| )"  # no blank is needed behind a figure: 2h, an hour
_LATER = r"(?: later| from now|(?:'?s?'?) time)?"


@dataclass(frozen=True, slots=True)
class Ahead:
    """So long from now; `months` that the same letter may have meant, 0 for none."""

    span: timedelta
    months: int = 0
    notes: tuple[Reason, ...] = ()


def _span(said: dict[str, str], _ground: None) -> Ahead:
    minutes = 60 * number(said["hours"]) if "hours" in said else 0
    minutes += number(said["minutes"]) if "minutes" in said else 0
    minutes += 30 if "half" in said else 0
    minutes += 6 * int(said["tenth"]) if "tenth" in said else 0
    minutes += 15 * number(said["quarters"]) if "quarters" in said else 0
    return Ahead(timedelta(minutes=minutes))


def _short_minutes(said: dict[str, str], _ground: None) -> Ahead:
    """Take minutes, as an `h` is hours; up to twelve of them may have been months."""
    n = int(said["n"])
    months = n if 0 < n <= 12 else 0
    return Ahead(timedelta(minutes=n), months, (Reason("minutes_taken"),) if months else ())


MOMENT_PHRASES: tuple[Row[None, Ahead], ...] = (
    Row(("20m", "+5m"), r"\+? ?(?P<n>\d{1,3}) ?m", _short_minutes),
    Row(
        ("1h", "in 2 hours", "an hour later", "in 1.5 hours"),
        rf"(?:\+ ?|in )?(?P<hours>{COUNT})(?:\.(?P<tenth>\d))?{_GAP}{_HOURS}{_LATER}",
        _span,
    ),
    Row(
        ("in 20 min", "+30min", "45 minutes from now"),
        rf"(?:\+ ?|in )?(?P<minutes>{COUNT}){_GAP}{_MINUTES}{_LATER}",
        _span,
    ),
    Row(
        ("1h30", "1h 30m", "in an hour and 20 minutes"),
        rf"(?:\+ ?|in )?(?P<hours>{COUNT}){_GAP}{_HOURS} ?(?:and )?(?P<minutes>{COUNT}){_GAP}?{_MINUTES}?{_LATER}",
        _span,
    ),
    Row(("in half an hour",), rf"(?:in )?(?P<half>half an hour){_LATER}", _span),
    Row(("in an hour and a half",), rf"(?:in )?(?P<hours>{COUNT}) hours? and (?P<half>a half){_LATER}", _span),
    Row(("in one and a half hours",), rf"(?:in )?(?P<hours>{COUNT}) and (?P<half>a half) hours?{_LATER}", _span),
    Row(
        ("in a quarter of an hour",),
        rf"(?:in )?a quarter of an hour{_LATER}",
        lambda _s, _g: _span({"quarters": "1"}, None),
    ),
    Row(("半小时后", "过半个小时"), r"(?:再?过)?(?P<half>半)个?(?:小时|钟头)(?:[之以]?后)?", _span),
    Row(
        ("两小时后", "一个半小时后", "一个小时后", "1.5小时后"),
        rf"(?:再?过)?(?P<hours>{NUMBER})(?:\.(?P<tenth>\d))? ?个?(?P<half>半)?(?:小时|钟头)(?P<half2>半)?"
        r"(?:[之以]?后)?",
        lambda said, _g: _span({("half" if name == "half2" else name): part for name, part in said.items()}, None),
    ),
    Row(
        ("一小时二十分钟后",),
        rf"(?:再?过)?(?P<hours>{NUMBER}) ?个?(?:小时|钟头)零?(?P<minutes>{NUMBER}) ?分钟?(?:[之以]?后)?",
        _span,
    ),
    Row(
        ("20分钟后", "过十分钟"),
        rf"(?:再?过)?(?P<minutes>{NUMBER}) ?分钟?[之以]?后|再?过(?P<minutes2>{NUMBER}) ?分钟",
        lambda said, _g: _span({"minutes": said.get("minutes") or said["minutes2"]}, None),
    ),
    Row(("一刻钟后",), rf"(?:再?过)?(?P<quarters>{NUMBER}) ?刻钟?(?:[之以]?后)?", _span),
    Row(("now", "现在"), "now|right now|现在|马上", lambda _s, _g: Ahead(timedelta())),
)
MOMENTS = Table(MOMENT_PHRASES)
"""All of them: `MOMENTS.read` gives how long from now it is."""
