"""Printing for people and for scripts: nothing from data steers the terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from repdesk.text import visible

# JSON leaves these as they are; a terminal that shows it must not obey them.
_STEERING = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(visible(text) + "\n")


def say_json(data: object) -> None:
    """Print JSON, readable in Chinese, with every sign that steers a terminal escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    text = _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    sys.stdout.write(re.sub("[\U000e0000-\U000e007f\ud800-\udfff]", _escaped, text) + "\n")


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def say_table(rows: Iterable[Sequence[str]], widest: int = 40) -> None:
    """Print rows in columns as wide as their cells need, at most `widest` cells each but for the last."""
    lines = [[visible(cell) for cell in row] for row in rows]
    if not lines:
        return
    widths = [min(widest, max(cell_len(line[n]) for line in lines)) for n in range(len(lines[0]) - 1)]
    for line in lines:
        cells = [set_cell_size(cell, width) for cell, width in zip(line, widths, strict=False)]
        sys.stdout.write("  ".join([*cells, line[-1]]).rstrip() + "\n")
