"""Tables of phrases: a row is a way to say something, with what such a phrase looks like and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Generic, TypeVar

from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar

Meant = TypeVar("Meant")
GroundT = TypeVar("GroundT")
_NAMES = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Ground:
    """What "tomorrow" and "in three working days" are counted from; `now` is the rep's wall clock."""

    now: datetime
    calendar: Calendar
    policy: Policy

    @property
    def today(self) -> date:
        """Return the day it is."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Row(Generic[GroundT, Meant]):
    """A way to say something: examples, a pattern of the whole phrase, what its named parts mean.

    A phrase is plain: lower case, half width, simplified characters, single blanks. `means` raises ValueError for what
    looks so and is nothing, such as 31 February.
    """

    such_as: tuple[str, ...]
    pattern: str
    means: Callable[[dict[str, str], GroundT], Meant]


class Table(Generic[GroundT, Meant]):
    """Rows, the first one that fits counts; nothing is compiled before the first phrase is read."""

    def __init__(self, rows: Iterable[Row[GroundT, Meant]]) -> None:
        self.rows = tuple(rows)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Return what fits wherever a row does: most of what is tried fits none, and is told so at once."""
        return re.compile("|".join(_NAMES.sub("(?:", f"(?:{row.pattern})") for row in self.rows))

    @cached_property
    def _each(self) -> tuple[tuple[re.Pattern[str], Callable[[dict[str, str], GroundT], Meant]], ...]:
        return tuple((re.compile(row.pattern), row.means) for row in self.rows)

    def compile(self) -> None:
        """Compile the patterns, which the first phrase would wait for."""
        _ = self._any, self._each

    def read(self, phrase: str, ground: GroundT) -> Meant | None:
        """Return what the whole of a plain phrase means, None where it fits no row or there is no such thing."""
        if not self._any.fullmatch(phrase):
            return None
        for pattern, means in self._each:
            if match := pattern.fullmatch(phrase):
                try:
                    return means({name: part for name, part in match.groupdict().items() if part is not None}, ground)
                except (ValueError, OverflowError):  # 31 February, or past the last year there is
                    continue
        return None
