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

    A phrase is plain: lower case, half width, simplified characters, single blanks. All groups of the pattern that
    keep what they hold are named. `means` raises ValueError for what
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
        """Return what fits wherever a row does, with a group for each: most of what is tried fits none."""
        return re.compile("|".join(f"({_NAMES.sub('(?:', row.pattern)})" for row in self.rows))

    def compile(self) -> None:
        """Compile what tells whether any row fits, which the first phrase would wait for."""
        _ = self._any

    def read(self, phrase: str, ground: GroundT) -> Meant | None:
        """Return what the whole of a plain phrase means, None where it fits no row or there is no such thing."""
        fits = self._any.fullmatch(phrase)
        if fits is None or fits.lastindex is None:
            return None
        for row in self.rows[fits.lastindex - 1 :]:  # the first that fits, and where it is nothing those after it
            if match := re.fullmatch(row.pattern, phrase):
                try:
                    said = {name: part for name, part in match.groupdict().items() if part is not None}
                    return row.means(said, ground)
                except (ValueError, OverflowError):  # 31 February, or past the last year there is
                    continue
        return None
