"""The fields of a card that the rep may go to, where they stand, and which one comes next in a direction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Spot(NamedTuple):
    """A field of the card that one may go to: its kind, the number of its row where it has one, which part of it."""

    kind: str
    id: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a spot stands: its first line, its cells, and the panel it may be edited across."""

    y: int
    x: int
    width: int
    left: int
    room: int


def next_spot(places: Mapping[Spot, Place], at: Spot, way: str) -> Spot | None:
    """Return the spot one comes to from `at` going up, down, left or right; None at the edge."""
    here = places[at]
    if way in ("up", "down"):
        sign = 1 if way == "down" else -1
        ahead = [(s, p) for s, p in places.items() if (p.y - here.y) * sign > 0]
        found = min(ahead, key=lambda item: _steps(item[1], here, sign), default=None)
        return found[0] if found else None
    sign = 1 if way == "right" else -1
    level = [(s, p) for s, p in places.items() if p.y == here.y and (p.x - here.x) * sign > 0]
    if level:
        return min(level, key=lambda item: abs(item[1].x - here.x))[0]
    beside = [(s, p) for s, p in places.items() if (p.left - here.left) * sign > 0]
    found = min(beside, key=lambda item: (abs(item[1].y - here.y), abs(item[1].x - here.x)), default=None)
    return found[0] if found else None


def _steps(place: Place, here: Place, sign: int) -> tuple[int, int, int]:
    """Order what lies ahead: first what is in the same panel, then the nearest line, then the nearest cell."""
    other = place.left != here.left and here.room == place.room
    return (int(other), (place.y - here.y) * sign, abs(place.x - here.x))
