"""How far something is that takes a while: what work tells, and who hears it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Hears how many steps are done, out of how many."""


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""
