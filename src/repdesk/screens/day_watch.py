"""What the clock has to say while the app stays open: a promise that is due, another day."""

from __future__ import annotations

from datetime import datetime, timedelta

from repdesk import wording
from repdesk.desk.rows import DayList
from repdesk.i18n import _
from repdesk.widgets.plain import plain

_ROLL_AFTER = timedelta(seconds=5)  # from saying that it is another day to showing its list


class DayWatch:
    """Looks at the clock; each thing is said once."""

    def __init__(self, announce_minutes: int) -> None:
        """Announce promises so many minutes before their time."""
        self._before = timedelta(minutes=announce_minutes)
        self._told: set[tuple[int, datetime]] = set()
        self._roll_at: datetime | None = None

    def promise_due(self, day: DayList, now: datetime) -> str | None:
        """Return the words for a promise whose time has come near, None where there is none to be told."""
        local = now.replace(tzinfo=None)
        for row in day.rows:
            if not row.promised or row.state == "called" or row.due is None or row.due_time is None:
                continue
            at = datetime.combine(row.due, row.due_time)
            if at - self._before <= local < at + self._before and (row.account_id, at) not in self._told:
                self._told.add((row.account_id, at))
                return _("%(at)s promised: %(name)s") % {"at": wording.clock(row.due_time), "name": plain(row.name)}
        return None

    def new_day(self, day: DayList, now: datetime) -> str | None:
        """Return the words for a day that has begun since the list was read, once; None otherwise."""
        if now.date() == day.today:
            self._roll_at = None
        elif self._roll_at is None:
            self._roll_at = now + _ROLL_AFTER
            return _("It is %(day)s: a new day. Its list comes in a moment.") % {"day": wording.day(now.date())}
        return None

    def must_roll(self, now: datetime) -> bool:
        """Say whether another day was announced long enough ago for its list to be shown."""
        return self._roll_at is not None and now >= self._roll_at
