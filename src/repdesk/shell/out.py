"""Printing for people and for scripts: nothing from data steers the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from repdesk.text import escaped_json, visible


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(visible(text) + "\n")


def say_json(data: object) -> None:
    """Print JSON, readable in Chinese, with every sign that steers a terminal escaped."""
    sys.stdout.write(escaped_json(json.dumps(data, ensure_ascii=False, indent=1)) + "\n")


def say_table(rows: Iterable[Sequence[str]], widest: int = 40) -> None:
    """Print rows in columns as wide as their cells need, at most `widest` cells each but for the last."""
    lines = [[visible(cell) for cell in row] for row in rows]
    if not lines:
        return
    widths = [min(widest, max(cell_len(line[n]) for line in lines)) for n in range(len(lines[0]) - 1)]
    for line in lines:
        cells = [set_cell_size(cell, width) for cell, width in zip(line, widths, strict=False)]
        sys.stdout.write("  ".join([*cells, line[-1]]).rstrip() + "\n")


def say_notes(text: str, notes: Iterable[str]) -> None:
    """Say on standard error what there is to know of a date that was typed: a day off is never taken silently."""
    for note in notes:
        sys.stderr.write(f"{visible(text)}: {visible(note)}\n")
