"""Hours of customers whose clocks show another time than the rep's (DOMAIN §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from repdesk.rules.hours import Span
from repdesk.rules.policy import Policy

CallingState = Literal["open", "early", "late", "weekend"]
"""Whether a customer may be called now by the clock there: too early, too late, or a day nobody is in."""
_DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class TheirTime:
    """What a customer's clock shows that is not the rep's; `guessed` from the number, where no zone is stated."""

    zone: str
    place: str
    """What the zone is called: New York."""
    here: datetime
    there: datetime
    """The same moment by both clocks, each aware of its zone."""
    state: CallingState
    guessed: bool

    def at(self, day: date, clock: time) -> datetime:
        """Return what their clock shows when the rep's shows this."""
        return datetime.combine(day, clock, self.here.tzinfo).astimezone(self.there.tzinfo)


def in_own_clock(hours: Span, ahead: int, policy: Policy) -> Span:
    """Return hours of a clock that is `ahead` minutes of the rep's (behind, where negative), as the rep's shows them.

    Where they last over midnight here they are two parts of a day: the one counts that has more of the office's hours,
    or lies nearer to them. So they end later than they begin.
    """
    start, end = ((_minute(at) - ahead) % _DAY for at in hours)
    if start < end:
        return _clock(start), _clock(end)
    opens, closes = _minute(policy.day.opens), _minute(policy.day.closes)

    def worth(part: tuple[int, int]) -> tuple[int, int]:
        shared = min(part[1], closes) - max(part[0], opens)
        return max(0, shared), min(0, shared)

    parts = [part for part in ((0, end), (start, _DAY - 1)) if part[0] < part[1]]
    first, last = max(parts, key=worth)
    return _clock(first), _clock(last)


def calling_state(day: date, clock: time, stated: Span | None, policy: Policy) -> CallingState:
    """Say whether a customer is to be called whose own calendar and clock show this.

    It is in the hours stated, else in the office's; their public holidays are not known.
    """
    if day.weekday() >= 5:
        return "weekend"
    opens, closes = stated or (policy.day.opens, policy.day.closes)
    if clock < opens:
        return "early"
    return "open" if clock < closes else "late"


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)
