"""When an account may be called: while the office works, and in the customer's own hours (DOMAIN §4, §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from repdesk.rules.hours import Hours, Span, hours_on
from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class CallingHours:
    """The hours of one day in which an account may be called; `window` is the customer's, by the rep's clock."""

    hours: Hours
    window: Span | None = None

    @property
    def starts(self) -> tuple[time, ...]:
        """Return when each span of them begins, in order; none where the window does not open on this day."""
        if self.window is None:
            return tuple(start for start, _end in self.hours.spans)
        first, last = self.window
        return tuple(max(start, first) for start, end in self.hours.spans if max(start, first) < min(end, last))

    def holds(self, clock: time) -> bool:
        """Say whether the account may be called at `clock`."""
        return self.hours.holds(clock) and (self.window is None or in_window(self.window, clock))

    def from_on(self, clock: time) -> time | None:
        """Return the first such time from `clock` on, None where it is over for the day."""
        return clock if self.holds(clock) else next((start for start in self.starts if start > clock), None)


def calling_hours(window: Span | None, day: date, calendar: Calendar, policy: Policy) -> CallingHours:
    """Return when an account with this window may be called on `day`."""
    return CallingHours(hours_on(day, calendar, policy), window)


def in_window(window: Span, clock: time) -> bool:
    """Say whether a window is open."""
    return window[0] <= clock < window[1]
