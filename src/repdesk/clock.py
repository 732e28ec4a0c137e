"""The only place that reads the system's time; `--now` and tests set it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Clock:
    """Tells the rep's local time, from the system or from a set moment on."""

    def __init__(self, now: datetime | None = None, *, standing: bool = False) -> None:
        """Start at `now` (local where it is naive), else at the system's time; a `standing` clock stays there."""
        self._offset = timedelta() if now is None else now.astimezone(UTC) - datetime.now(UTC)
        self._fixed = now.astimezone(UTC) if now is not None and standing else None
        self._zone: tzinfo | None = now.tzinfo if now is not None else None

    def now(self) -> datetime:
        """Return the local time, aware of its zone."""
        moment = self._fixed or datetime.now(UTC) + self._offset
        return moment.astimezone(self._zone)

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
