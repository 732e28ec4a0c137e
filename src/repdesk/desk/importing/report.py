"""What an import did, or would do: the counts, and every row and cell that was not taken as it stood."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from repdesk.exchange.headings import Kind
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

    `columns` gives the target of each heading, None where it is left out. `kind` says what the rows are; the counts are
    of those: accounts, calls or deals. `duplicates` are the rows of customers met twice, in the file or in the book,
    and what becomes of each; those met in the file are among the `problems` too. `notes` are sentences on what was
    assumed for the whole file. `rejects` is where the rows to be mended were written.
    """

    file: str
    encoding: str | None
    columns: dict[str, str | None]
    kind: Kind = "accounts"
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    skipped: int = 0
    rejected: int = 0
    problems: list[Problem] = field(default_factory=list)
    duplicates: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False
    change_id: int | None = None
    """The journal entry that one undo takes back; None where nothing was written."""
    rejects: str | None = None

    @property
    def rows(self) -> int:
        """How many rows the file holds."""
        return self.created + self.updated + self.unchanged + self.merged + self.skipped + self.rejected

    def add(self, row: int, column: str | None, value: str, problem: str, action: str) -> None:
        """List a row or cell; heading and value are made safe to show here."""
        self.problems.append(_listed(row, column, value, problem, action))

    def met(self, row: int, column: str | None, value: str, problem: str, action: str, *, listed: bool = True) -> None:
        """List a row of a customer met before; not among the problems where nothing is amiss with it."""
        self.duplicates.append(_listed(row, column, value, problem, action))
        if listed:
            self.problems.append(self.duplicates[-1])

    def as_json(self) -> dict[str, Any]:
        """Return the report as `repdesk import --json` prints it."""
        return {
            "file": self.file,
            "kind": self.kind,
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
            "duplicates": [asdict(one) for one in self.duplicates],
            "notes": self.notes,
            "rejects": self.rejects,
            "dry_run": self.dry_run,
            "change_id": self.change_id,
        }


def _listed(row: int, column: str | None, value: str, problem: str, action: str) -> Problem:
    return Problem(row, None if column is None else visible(column), visible(value), problem, action)
