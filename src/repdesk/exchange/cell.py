"""What a cell held once it was read as a date, an amount, a stage or an intent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Problem = Literal["date", "amount", "stage", "intent"]


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """The value of a cell, or what it should have been and is not; never both."""

    value: T | None = None
    problem: Problem | None = None
