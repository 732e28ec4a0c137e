"""The only place that reads the system's time; `--now` and tests set it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock_time

INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"
_HELD = timedelta(hours=3)
"""A clock that is put back by less does not bring yesterday back: summer time, a small correction, the next zone."""


class Clock:
    """Tells the rep's local time, from the system or from a set moment on."""

    def __init__(self, now: datetime | None = None, *, standing: bool = False) -> None:
        """Start at `now` (local where it is naive), else at the system's time; a `standing` clock stays there."""
        self._offset = timedelta() if now is None else now.astimezone(UTC) - datetime.now(UTC)
        self._fixed = now.astimezone(UTC) if now is not None and standing else None
        self._zone: tzinfo | None = now.tzinfo if now is not None else None
        self._day = date.min

    def now(self) -> datetime:
        """Return the local time, aware of its zone; a day that has begun goes on where the clock is put back a little.

        It is then midnight until the clock has come there again: Today does not jump back and forth.
        """
        moment = self._reading()
        local_time = moment.replace(tzinfo=None)
        begun = datetime.combine(self._day, clock_time())
        if local_time < begun and begun - local_time < _HELD:
            return begun.replace(tzinfo=moment.tzinfo)
        self._day = local_time.date()
        return moment

    def _reading(self) -> datetime:
        """Return what the clock shows; a zone that was changed since the start is heeded."""
        if hasattr(time, "tzset"):
            time.tzset()
        return (self._fixed or datetime.now(UTC) + self._offset).astimezone(self._zone)

    def after(self, span: timedelta) -> datetime:
        """Return the local time once `span` has passed, right where the clock is put forward or back meanwhile."""
        return (self.now().astimezone(UTC) + span).astimezone(self._zone)

    def today(self) -> date:
        """Return the local date."""
        return self.now().date()

    def stamp(self) -> str:
        """Return the instant as the book keeps it (UTC)."""
        return instant(self.now())


def instant(moment: datetime) -> str:
    """Return an aware or local `moment` as the book keeps instants: UTC with microseconds."""
    return moment.astimezone(UTC).strftime(INSTANT)


def local(stamp: str, zone: tzinfo | None = None) -> datetime:
    """Return the time of a kept instant in `zone`, else the system's."""
    return datetime.strptime(stamp, INSTANT).replace(tzinfo=UTC).astimezone(zone)
