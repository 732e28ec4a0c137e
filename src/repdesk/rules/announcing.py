"""When a promised call is announced: a little before its time, at its time, and once it can be kept no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from repdesk.rules.policy import Policy

Stage = Literal["soon", "now", "missed"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A call that was promised for a local moment."""

    account_id: int
    at: datetime
    name: str = ""


def stage_of(promise: Promise, now: datetime, policy: Policy) -> Stage | None:
    """Return how near a promise is at the local moment `now`; None while it is further off, or from another day.

    Soon is within `announce_minutes` before it, now within the minutes in which it is kept, missed after them.
    """
    rules = policy.day
    if promise.at.date() != now.date() or now < promise.at - timedelta(minutes=rules.announce_minutes):
        return None
    if now < promise.at:
        return "soon"
    return "now" if now < promise.at + timedelta(minutes=rules.kept_within_minutes) else "missed"


def announced(promises: Iterable[Promise], now: datetime, policy: Policy) -> tuple[tuple[Promise, Stage], ...]:
    """Return the promises to be spoken of at `now`, the earliest first."""
    found = ((promise, stage_of(promise, now, policy)) for promise in promises)
    near = [(promise, stage) for promise, stage in found if stage is not None]
    return tuple(sorted(near, key=lambda one: (one[0].at, one[0].account_id)))
