"""The zone of this computer, by the name that calendars know it under where that can be found out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

_LINK = Path("/etc/localtime")
_UNNAMED = "Local"


def local_zone(now: datetime) -> tuple[str, tzinfo]:
    """Return name and zone of the clock that shows `now` (aware); a zone whose clocks show another time is not it."""
    for name in _names():
        if (zone := zone_of(name)) is not None and _shows(zone, now):
            return name, zone
    from dateutil.tz import tzlocal

    system = tzlocal()
    return _UNNAMED, system if _shows(system, now) or now.tzinfo is None else now.tzinfo


def zone_of(name: str) -> tzinfo | None:
    """Return the zone of a name such as Asia/Shanghai, None where this computer knows none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None


def _names() -> Iterator[str]:
    yield os.environ.get("TZ", "").removeprefix(":")
    with suppress(OSError):
        yield str(_LINK.resolve()).rpartition("zoneinfo/")[2]


def _shows(zone: tzinfo, now: datetime) -> bool:
    return now.astimezone(zone).utcoffset() == now.utcoffset()
