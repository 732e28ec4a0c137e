"""What the clock has to say while the app stays open: another day, and its page in the morning."""

from __future__ import annotations

from datetime import datetime, timedelta

from repdesk import wording
from repdesk.desk.day.now import DayNow
from repdesk.desk.rows import DayList
from repdesk.i18n import _
from repdesk.rules.day_blocks import Block
from repdesk.wording import day_blocks

_ROLL_AFTER = timedelta(seconds=5)  # from saying that it is another day to showing its list


class DayWatch:
    """Looks at the clock; each thing is said once."""

    def __init__(self, block: Block | None) -> None:
        """Begin in this part of the day, which is not said."""
        self._roll_at: datetime | None = None
        self._block = block

    def new_day(self, day: DayList, now: datetime) -> str | None:
        """Return the words for a day that has begun since the list was read, once; None otherwise."""
        if now.date() == day.today:
            self._roll_at = None
        elif self._roll_at is None:
            self._roll_at = now + _ROLL_AFTER
            return _("It is %(day)s: a new day. Its list comes in a moment.") % {"day": wording.day(now.date())}
        return None

    def new_block(self, state: DayNow) -> str:
        """Return the words for a part of the day that has begun since the last look, empty where none has."""
        before, self._block = self._block, state.moment.block
        if before is None or self._block in (None, before):
            return ""
        return day_blocks.moment(state.moment, state.waiting, short=False)

    def must_roll(self, now: datetime) -> bool:
        """Say whether another day was announced long enough ago for its list to be shown."""
        return self._roll_at is not None and now >= self._roll_at


def opens_with_page(day: DayList) -> bool:
    """Say whether the day begins with its page: something was planned for it, and no call was made yet."""
    return bool(day.morning) and day.head.last_call_at is None
