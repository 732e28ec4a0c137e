"""Days and times as the book keeps them, read back."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache

kept_day = lru_cache(maxsize=4096)(date.fromisoformat)  # a book has few days and many accounts


def maybe_day(text: str | None) -> date | None:
    """Return a day, None where none is kept."""
    return kept_day(text) if text else None


def maybe_time(text: str | None) -> time | None:
    """Return a time of day, None where none is kept."""
    return time.fromisoformat(text) if text else None


def maybe_window(start: str | None, end: str | None) -> tuple[time, time] | None:
    """Return the hours a customer has stated, None where none are kept."""
    return (time.fromisoformat(start), time.fromisoformat(end)) if start and end else None


def read_written(text: str) -> tuple[date, time | None]:
    """Return day and time of a next call as the history keeps it: 2026-11-26T10:00 promised."""
    day, _t, clock = text.partition(" ")[0].partition("T")
    return kept_day(day), maybe_time(clock)
