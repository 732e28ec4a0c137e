"""Files and books for the tests of importing."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from repdesk.desk.importing import import_file
from repdesk.desk.importing.report import ImportReport
from tests.desk.making import a_book


def spreadsheet(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    """Write rows as a CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def imported(file: Path, db: Path) -> ImportReport:
    """Import a file into the book at `db`."""
    with a_book(db) as book:
        return import_file(file, lambda: book)


def counts(report: ImportReport) -> dict[str, int]:
    """Return the counts that are not 0."""
    names = ("created", "updated", "unchanged", "merged", "skipped", "rejected")
    return {name: value for name in names if (value := getattr(report, name))}


def listed(report: ImportReport) -> list[tuple[int, str | None, str]]:
    """Return the problems: row, column and what was done about it."""
    return [(one.row, one.column, one.action) for one in report.problems]


def ask(db: Path, sql: str) -> list[tuple[object, ...]]:
    """Ask the book something, behind the store's back."""
    connection = sqlite3.connect(db)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
