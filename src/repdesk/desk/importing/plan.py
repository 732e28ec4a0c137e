"""What an import plans to do with the rows of a file, whatever they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from repdesk.desk.importing.rejects import Rejects
from repdesk.desk.importing.report import ImportReport

if TYPE_CHECKING:
    from repdesk.store.act import Act

Steps = Callable[[int, int], None]
"""Hears how many steps of a part of the work are done, out of how many; may raise to end it."""


class Plan(Protocol):
    """The rows of a file, read once; then matched with a book and written into it."""

    report: ImportReport
    rejects: Rejects

    def match(self, connection: sqlite3.Connection | None) -> bool:
        """Say whether there is anything to write, and complete the report; without a book all of it is new."""

    def write(self, act: Act, done: Steps) -> None:
        """Write what was matched."""
