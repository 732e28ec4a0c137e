"""What an act did, for those who have to refresh."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One journal entry: its number, its name (a code such as "log_call"), the accounts and tables it touched."""

    seq: int
    name: str
    kind: str
    accounts: frozenset[int]
    tables: frozenset[str]
    target: int | None = None
    """The act that an undo or redo is about."""
