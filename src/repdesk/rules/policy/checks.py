"""Which figures a policy may hold: kind, length and range of each, and what must fit together."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import time
from itertools import pairwise
from typing import Any, Literal

from repdesk.rules.policy import Policy

Fault = Literal["not_toml", "unknown_table", "unknown_key", "wrong_type", "wrong_length", "out_of_range"]

_COUNT = (0, 10_000)
_AT_LEAST_ONE = (1, 10_000)
_INTENT = (1, 5)
_RANGES = {
    "day.quota": (1, 1000),
    "day.ahead_minutes": (0, 240),
    "day.announce_minutes": (0, 720),
    "day.kept_within_minutes": (0, 720),
    "day.rest_minutes": (0, 1440),
    "standing.hot_intent": _INTENT,
    "standing.leaning_intent": _INTENT,
    "standing.warm_intent": _INTENT,
    "standing.priority_intent": _INTENT,
    "standing.renewal_intent": _INTENT,
    "standing.mix": (0, 100),
    "standing.rot_times": _AT_LEAST_ONE,
    "outcomes.delivery_buffer": (0, 100),
    "score.untouched_every": _AT_LEAST_ONE,
    "process.load_days": (1, 60),
    "work.calling_gap_minutes": (0, 240),
    "schedule.level_days": (1, 366),
    "schedule.occasion_days": (0, 366),
    "duplicates.number_owners": _AT_LEAST_ONE,
    "duplicates.block": (2, 1000),
    "duplicates.most": (1, 100_000),
    "clean_up.complete": (1, 100),
    "clean_up.share": (1, 100),
    "clean_up.days": (1, 1000),
    "what_if.days": (1, 3660),
    "what_if.least_calls": _AT_LEAST_ONE,
    "what_if.courses": (1, 100),
    "what_if.most_accounts": (1, 10_000_000),
}
_RANGES_OF_TABLE = {
    "cadence": _AT_LEAST_ONE,
    "schedule": _AT_LEAST_ONE,
    "outcomes": _AT_LEAST_ONE,
    "movement": _AT_LEAST_ONE,
    "best_hours": _AT_LEAST_ONE,
}
_SPANS = frozenset({"day.lunch", "day.golden"})
_ANY_LENGTH = _SPANS | {
    "cadence.ladder",
    "schedule.overdue",
    "outcomes.unanswered_warm",
    "outcomes.promise_tries_minutes",
}
_CADENCES = ("a", "b", "c", "customer", "core")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class BadPolicy(ValueError):  # noqa: N818 (it names what is wrong, as the rep would)
    """A policy that cannot be taken: where ("day.quota"), what is wrong, and the nearest that would be right.

    `nearest` is a valid name, a range ("1..1000", "> 09:00") or the default as it is written in TOML. For a text that
    is no TOML `where` is the number of the line.
    """

    def __init__(self, where: str, what: Fault, nearest: str = "") -> None:
        super().__init__(f"{where}: {what} ({nearest})")
        self.where = where
        self.what = what
        self.nearest = nearest


def value_of(where: str, given: object, default: Any) -> Any:
    """Return the value in the default's type; a tuple keeps the default's length but for those of any length.

    Spans are times in rising order, two and two, or none at all.
    """
    if not isinstance(default, tuple):
        return _single(where, given, default, as_toml(default), _range(where, (default,)))
    if not isinstance(given, list | tuple):
        raise BadPolicy(where, "wrong_type", as_toml(default))
    spans = where in _SPANS
    if (not given and not spans) or (len(given) != len(default) and where not in _ANY_LENGTH):
        raise BadPolicy(where, "wrong_length", as_toml(default))
    bounds = _range(where, default)
    values: tuple[Any, ...] = tuple(_single(where, one, default[0], as_toml(default), bounds) for one in given)
    if spans and len(values) % 2:
        raise BadPolicy(where, "wrong_length", as_toml(default))
    if spans and any(one >= other for one, other in pairwise(values)):
        raise BadPolicy(where, "out_of_range", as_toml(tuple(sorted(values))))
    return values


def _single(where: str, given: object, default: object, example: str, bounds: tuple[int, int]) -> object:
    """Return one value of the default's kind; times are given as "HH:MM", a share may be given as 0 or 1."""
    if isinstance(default, time):
        if isinstance(given, time):
            given = clock(given)
        if not isinstance(given, str) or not _CLOCK.fullmatch(given):
            raise BadPolicy(where, "wrong_type", example)
        return time.fromisoformat(given)
    if isinstance(default, float) and type(given) is int:
        given = float(given)
    if type(given) is not type(default):
        raise BadPolicy(where, "wrong_type", example)
    if isinstance(given, int | float) and not bounds[0] <= given <= bounds[1]:
        raise BadPolicy(where, "out_of_range", f"{bounds[0]}..{bounds[1]}")
    return given


def _range(where: str, default: tuple[Any, ...]) -> tuple[int, int]:
    """Return the valid range: of its own, 0 to 1 for shares, that of its table; signed where the default is."""
    if where in _RANGES:
        return _RANGES[where]
    if isinstance(default[0], float):
        return (0, 1)
    if isinstance(default[0], int) and min(default) < 0:
        return (-_COUNT[1], _COUNT[1])
    return _RANGES_OF_TABLE.get(where.partition(".")[0], _COUNT)


def check_together(policy: Policy) -> None:
    """Refuse figures that are right alone and wrong together."""
    day = policy.day
    if day.closes <= day.opens:
        raise BadPolicy("day.closes", "out_of_range", f"> {clock(day.opens)}")
    for name in _CADENCES:
        ideal, most = getattr(policy.cadence, name)
        if most < ideal:
            raise BadPolicy(f"cadence.{name}", "out_of_range", f"[{ideal}, {ideal}]")
    if not sum(getattr(policy.card, field.name) for field in fields(policy.card) if field.name != "stale_days"):
        raise BadPolicy("card", "out_of_range", "> 0")


def clock(value: object) -> str:
    """Return a time as "HH:MM"; TypeError for anything else."""
    if not isinstance(value, time):
        raise TypeError(type(value).__name__)
    return value.strftime("%H:%M")


def as_toml(value: Any) -> str:
    """Return a figure as it is written in TOML."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    return json.dumps(value, default=clock)
