"""Clocks of customers elsewhere: what they show now, whether that is a time to call, and what it means by the rep's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from repdesk.desk.rows import Person
from repdesk.i18n import language
from repdesk.rules.policy import Policy
from repdesk.rules.zones import TheirTime, calling_state, in_own_clock
from repdesk.store.reading.accounts import Clocks, Window

_NOON = time(12)
_MINUTE = timedelta(minutes=1)


class OwnClocks(Clocks):
    """What the rep's clock shows on one day of hours and times that are kept in other zones."""

    def __init__(self, now: Callable[[], datetime], day: date, policy: Policy) -> None:
        """Hold for `day`: that day's summer or winter time, here and there; the zone here is looked up when needed."""
        self._now, self._day, self._policy = now, day, policy
        self._ahead: dict[str, int] = {}

    @cached_property
    def _own(self) -> tuple[str, tzinfo]:
        from repdesk.exchange.zones import local_zone  # 5 ms, for books that need it

        return local_zone(self._now())

    def window(self, stated: Window, zone: str | None) -> Window:
        """Return the hours that a customer of `zone` has stated, by the rep's clock."""
        ahead = self._ahead_of(zone) if zone else 0
        return in_own_clock(stated, ahead, self._policy) if ahead else stated

    def office(self, zone: str) -> Window | None:
        """Return when offices in `zone` are open by the rep's clock, None where theirs shows the same."""
        ahead = self._ahead_of(zone)
        hours = self._policy.day.opens, self._policy.day.closes
        return in_own_clock(hours, ahead, self._policy) if ahead else None

    def moment(self, day: date, clock: time, zone: str | None) -> tuple[date, time]:
        """Return a moment that was kept by the clock of `zone`, as the rep's shows it where he is now."""
        name, own = self._own
        there = _zone(zone) if zone and zone != name else None
        if there is None:
            return day, clock
        here = datetime.combine(day, clock, there).astimezone(own)
        return here.date(), here.time()

    def _ahead_of(self, zone: str) -> int:
        """Return by how many minutes the clocks of `zone` are ahead of the rep's; 0 of one that nobody here knows."""
        if zone not in self._ahead:
            noon, there = datetime.combine(self._day, _NOON, self._own[1]), _zone(zone)
            self._ahead[zone] = 0 if there is None else _between(noon.astimezone(there), noon)
        return self._ahead[zone]


class Zones:
    """Where customers are by their card, else by the number in hand; what numbers say loads slowly, in a thread."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.ready = False
        """Whether the zones of numbers are at hand."""

    def get_ready(self) -> None:
        """Load what tells the zones of numbers."""
        from repdesk.exchange.number_zones import zones_of_number

        zones_of_number("+442079497188")  # any number will do: it is the tables that count
        self.ready = True

    def of_number(self, e164: str, now: datetime) -> str | None:
        """Return the zone a number rings in, None where that is not known, or not yet, or one of several times."""
        if not self.ready:
            return None
        from repdesk.exchange.number_zones import zones_of_number

        found = zones_of_number(e164)
        known = {now.astimezone(zone).utcoffset() for name in found if (zone := _zone(name)) is not None}
        return found[0] if len(known) == 1 else None

    def their_time(self, person: Person, e164: str | None, now: datetime) -> TheirTime | None:
        """Return what the customer's clock shows `now`, None where it is the rep's own or is not known."""
        name = person.zone or (self.of_number(e164, now) if e164 else None)
        zone = _zone(name) if name else None
        if zone is None or name is None:
            return None
        there = now.astimezone(zone)
        if not _between(there, now):
            return None
        from repdesk.exchange.zones import local_zone

        return TheirTime(
            name,
            place_of(name),
            now.astimezone(local_zone(now)[1]),
            there,
            calling_state(there.date(), there.time(), person.window, self._policy),
            guessed=person.zone is None,
        )


def _zone(name: str) -> tzinfo | None:
    from repdesk.exchange.zones import zone_of

    return zone_of(name)


def place_of(zone: str) -> str:
    """Return what a zone is called in the rep's language: New York."""
    from repdesk.exchange.zone_names import zone_title

    return zone_title(zone, language())


def known_places() -> tuple[str, ...]:
    """Return names of places whose time is known, to complete what is typed."""
    from repdesk.exchange.zone_names import names_to_offer

    return names_to_offer(language())


def _between(there: datetime, here: datetime) -> int:
    """Return by how many minutes the clock there is ahead of the one here."""
    return ((there.utcoffset() or timedelta()) - (here.utcoffset() or timedelta())) // _MINUTE
