"""What an import did, or would do: the counts, and every row and cell that was not taken as it stood."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from repdesk.text import visible


@dataclass(frozen=True, slots=True)
class Problem:
    """One row or cell that was not taken as it stood; `column` is None for a whole row, `value` is safe to show."""

    row: int
    column: str | None
    value: str
    problem: str
    action: str


@dataclass(slots=True)
class ImportReport:
    """The fate of every row: each of `rows` is in exactly one of the six counts.

    `columns` gives the field of each heading, None where its cells went into the notes. `notes` are sentences on what
    was assumed for the whole file.
    """

    file: str
    encoding: str | None
    columns: dict[str, str | None]
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    skipped: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False
    change_id: int | None = None
    """The journal entry that one undo takes back; None where nothing was written."""

    @property
    def rows(self) -> int:
        """How many rows the file holds."""
        return self.created + self.updated + self.unchanged + self.merged + self.skipped + self.rejected

    def add(self, row: int, column: str | None, value: str, problem: str, action: str) -> None:
        """List a row or cell; heading and value are made safe to show here."""
        heading = None if column is None else visible(column)
        self.problems.append(Problem(row, heading, visible(value), problem, action))

    def as_json(self) -> dict[str, Any]:
        """Return the report as `repdesk import --json` prints it."""
        return {
            "file": self.file,
            "encoding": self.encoding,
            "columns": self.columns,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "merged": self.merged,
            "skipped": self.skipped,
            "rejected": self.rejected,
            "problems": [asdict(one) for one in self.problems],
            "notes": self.notes,
            "dry_run": self.dry_run,
            "change_id": self.change_id,
        }
