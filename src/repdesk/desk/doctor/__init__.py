"""A look at everything the desk stands on, for a rep who wonders and for a bug report; nothing is changed by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from repdesk.desk.doctor import around, book, machine
from repdesk.desk.doctor.finding import Finding, Level, Shown, not_looked
from repdesk.errors import RepdeskError

__all__ = ["Finding", "Level", "Shown", "examine"]


def examine(path: Path | RepdeskError, now: datetime, shown: Shown | None = None) -> list[Finding]:
    """Look at the machine, the settings and the book at `path`, which may be missing, damaged or in use.

    Where no book can be at the place that was named, `path` is the refusal that says so.
    """
    shown = shown or Shown()
    looks: dict[str, Callable[[], Iterator[Finding]]] = {}
    if isinstance(path, Path):
        at = path.expanduser().resolve()
        looks = {
            "book": lambda: book.the_book(at, now, shown),
            "calendar": lambda: book.days_off(at, now, shown),
            "names": lambda: book.names(at, shown),
            "encryption": lambda: book.encryption(at, shown),
            "lock": lambda: book.who_has_it(at, shown),
            "left": lambda: book.left_to_do(at, shown),
            "backups": lambda: around.copies(at, now, shown),
            "second": lambda: around.second_folder(at, shown),
            "permissions": lambda: around.permissions(at, shown),
            "disk": lambda: around.room(at, shown),
            "cloud": lambda: around.cloud(at, shown),
            "paths": lambda: around.places(at, shown),
        }
    looks |= {
        "settings": lambda: machine.settings(shown),
        "locale": lambda: machine.language(shown),
        "versions": lambda: machine.versions(shown),
    }
    found = [] if isinstance(path, Path) else [Finding("book", "wrong", shown.error(path))]
    for kind, look in looks.items():
        try:
            found += look()
        except (OSError, sqlite3.DatabaseError, UnicodeDecodeError, RepdeskError):
            found.append(not_looked(kind))
    return found
