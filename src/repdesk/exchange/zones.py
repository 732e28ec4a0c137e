"""The zone of this computer, by the name that calendars know it under where that can be found out; zones by name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

_LINK = Path("/etc/localtime")
_UNNAMED = "Local"
_OFFSET = re.compile(r"UTC([+-])(\d\d):(\d\d)")
_FARTHEST = 14 * 60  # minutes


def local_zone(now: datetime) -> tuple[str, tzinfo]:
    """Return name and zone of the clock that shows `now` (aware); a zone whose clocks show another time is not it."""
    for name in _names():
        if (zone := zone_of(name)) is not None and _shows(zone, now):
            return name, zone
    from dateutil.tz import tzlocal

    system = tzlocal()
    return _UNNAMED, system if _shows(system, now) or now.tzinfo is None else now.tzinfo


def zone_of(name: str) -> tzinfo | None:
    """Return the zone of a name such as Asia/Shanghai or UTC+05:30, None where this computer knows none."""
    if found := _OFFSET.fullmatch(name):
        away = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-away if found[1] == "-" else away, name)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None


def offset_name(sign: int, hours: int, minutes: int) -> str | None:
    """Return the name of a zone that is nothing but its distance from UTC; None where no clock is that far from it."""
    if minutes > 59 or hours * 60 + minutes > _FARTHEST:
        return None
    return f"UTC{'-' if sign < 0 else '+'}{hours:02}:{minutes:02}"


def _names() -> Iterator[str]:
    yield os.environ.get("TZ", "").removeprefix(":")
    with suppress(OSError):
        yield str(_LINK.resolve()).rpartition("zoneinfo/")[2]


def _shows(zone: tzinfo, now: datetime) -> bool:
    return now.astimezone(zone).utcoffset() == now.utcoffset()
