"""What a restore would change, as a screen tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from repdesk import wording
from repdesk.clock import local
from repdesk.desk.restoring import present


@dataclass(frozen=True, slots=True)
class Holds:
    """What a book holds: customers and calls in force, the latest act in words and when it was."""

    accounts: int
    calls: int
    act: str
    act_at: datetime | None


def holds_now(path: Path) -> Holds | None:
    """Return what the book at `path` holds; None where there is none or it cannot be read."""
    now = present(path.expanduser().resolve())
    if now is None:
        return None
    try:
        act = wording.act(now.act) if now.act else ""
    except KeyError:  # an act that a newer repdesk knows
        act = now.act
    return Holds(now.accounts, now.calls, act, local(now.act_at) if now.act_at else None)
