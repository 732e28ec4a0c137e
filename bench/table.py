"""One table of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from bench.timing import middle, milliseconds


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what it came to, and what it is held against."""

    what: str
    value: str
    against: str = ""
    ratio: float | None = None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """Return the figure as a row of the table."""
        return self.what, self.value, self.against, "" if self.ratio is None else f"{self.ratio:.2f} ×"


HEADINGS = ("what", "figure", "held against", "ratio")


def against(what: str, ours: Sequence[float], name: str, theirs: Sequence[float]) -> Figure:
    """Hold the median of our seconds against theirs."""
    mine, other = middle(ours), middle(theirs)
    return Figure(what, milliseconds(mine), f"{name} {milliseconds(other)}", mine / other)


def lines(figures: Sequence[Figure], *, markdown: bool) -> list[str]:
    """Return the table as lines, for the terminal or for a document."""
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    if markdown:
        rows.insert(1, ("---", "---:", "---:", "---:"))
        return ["| " + " | ".join(row) + " |" for row in rows]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    return ["  ".join(padded(row, widths)).rstrip() for row in rows]


def padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return the cells of a row, each as wide as its column."""
    return [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
