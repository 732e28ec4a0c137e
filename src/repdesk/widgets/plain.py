"""Text from data as the screens show it: literal, on one line, and as wide in every terminal as it is counted."""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells, set_cell_size

from repdesk.text import visible
from repdesk.widgets.glyphs import glyphs

# Terminals disagree on the width of joined emoji, of variation selectors and of skin tones; the parts alone are safe.
_JOINERS = re.compile("(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
# Two regional indicators are a flag of two cells to one terminal, of four to another: their letters are two to all.
_FLAGS = {0x1F1E6 + n: chr(ord("A") + n) for n in range(26)}
_SPACE = re.compile(r"(\s+)")


def plain(text: str) -> str:
    """Return `text` as one line that neither steers the terminal nor shifts a column."""
    return _JOINERS.sub("", visible(text)).translate(_FLAGS)


def paragraph(text: str) -> str:
    """Return `text` of several lines as one, the line ends as spaces."""
    return plain(" ".join(text.split()))


def cells(text: str) -> int:
    """Return the width of `text` in cells."""
    return cell_len(text)


def clip(text: str, width: int) -> str:
    """Return `text` cut to at most `width` cells, a cut shown by the sign for more."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + glyphs().more if width > 0 else ""


def fit(text: str, width: int) -> str:
    """Return `text` cut or padded to exactly `width` cells."""
    return set_cell_size(clip(text, width), width)


def right(text: str, width: int) -> str:
    """Return `text` cut or padded on the left to exactly `width` cells."""
    text = clip(text, width)
    return " " * (width - cell_len(text)) + text


def wrapped(text: str, width: int, limit: int) -> list[str]:
    """Return `text` as at most `limit` lines of at most `width` cells, broken at blanks where there are any."""
    lines = [""]
    for word in _SPACE.split(text):
        if cell_len(lines[-1]) + cell_len(word) <= width:
            lines[-1] += word
        elif word.strip():
            first, *rest = chop_cells(word, width)
            lines[-1:] = [lines[-1].rstrip(), first, *rest] if lines[-1].strip() else [first, *rest]
    lines = [line for line in lines if line.strip()]
    if len(lines) > limit:
        lines[limit - 1 :] = [clip(" ".join(lines[limit - 1 :]), width)]
    return lines
