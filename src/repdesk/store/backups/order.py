"""The order of backups: by their turn, which no clock tells; one made while the clock was ahead is not the latest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from repdesk.store.backups.shelf import Kept

_NAME = re.compile(r"-(\d{8})-(\d{6})(?:-(\d+))?\.db(?:\.age)?$")


def taken_at(path: Path) -> datetime | None:
    """Return the instant in a backup's name, None where there is none."""
    found = _NAME.search(path.name)
    with suppress(ValueError):
        return datetime.strptime(f"{found[1]}{found[2]}", "%Y%m%d%H%M%S").replace(tzinfo=UTC) if found else None
    return None


def in_order(found: Iterable[Kept]) -> list[Kept]:
    """Return backups newest first.

    Those of one past stand by their turn; where there are more pasts, that with the latest instant comes first. What
    has no turn, such as a book set aside, stands where its instant belongs.
    """
    line = sorted(found, key=_moment, reverse=True)
    with_turn = [one for one in line if one.turn]
    ordered: list[Kept] = []
    for origin in sorted({one.origin: None for one in with_turn}, key=bool, reverse=True):  # the unknown at last
        past = [one for one in of_past(with_turn, origin) if one not in ordered]
        ordered += sorted(past, key=lambda one: one.turn, reverse=True)
    for one in line:
        if not one.turn:
            later = (n for n, other in enumerate(ordered) if _moment(other) < _moment(one))
            ordered.insert(next(later, len(ordered)), one)
    return ordered


def of_past(found: Iterable[Kept], origin: str) -> Iterator[Kept]:
    """Yield the backups of the book that began with the entry `origin`, and those of which that is not known."""
    return (one for one in found if not origin or one.origin in ("", origin))


def before_set_back(ordered: Iterable[Kept]) -> frozenset[Path]:
    """Return the backups, of some that are in order, that bear a later time than one that was made after them."""
    found: set[Path] = set()
    earliest: dict[str, tuple[str, int]] = {}
    for one in ordered:
        if one.turn:
            if _moment(one) > earliest.setdefault(one.origin, _moment(one)):
                found.add(one.path)
            earliest[one.origin] = min(earliest[one.origin], _moment(one))
    return frozenset(found)


def _moment(one: Kept) -> tuple[str, int]:
    """Return the instant in a backup's name, and which one of that second it is."""
    found, at = _NAME.search(one.path.name), taken_at(one.path)
    return at.isoformat() if at else "", int((found[3] if found else "") or 1)
