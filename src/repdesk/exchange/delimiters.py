"""Which sign stands between the cells of a text table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from repdesk.exchange.heading_row import WITHIN, find_headings, known_in

DELIMITERS = (",", ";", "\t", "|", ":", "^", "~", "，", "；", "、", "\x1f", "\x01")
"""What is tried first, the likelier first; any other sign that is no letter, digit or quote is tried after them."""
_USUAL = 4  # of them, so many are believed where no heading is known: colons stand in times, too
_SAMPLE, _SIGNS = 40, 200_000  # lines and signs that are looked at
_NEVER = frozenset("\"'-_.()+@ \r\n")
_OTHERS = 24
_ONE_WIDTH = 0.8  # of the rows have as many cells as the headings
_SEPARATOR_LINE = re.compile(r"sep=([^\r\n\"])(?:\r\n?|\n)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def said_delimiter(text: str) -> tuple[str | None, int]:
    """Return the delimiter that a first line for the spreadsheet names, which does not show it, and its length."""
    said = _SEPARATOR_LINE.match(text)
    return (said[1], said.end()) if said is not None else (None, 0)


def delimiter_of(text: str) -> str:
    """Return the delimiter under which the headings name most fields; then under which the rows are of one width."""
    lines = [line[0] for line in islice(_LINE.finditer(text, 0, _SIGNS), _SAMPLE)]
    best = _best(lines, DELIMITERS)
    if best.known > 1:
        return best.delimiter
    signs = dict.fromkeys("".join(lines[:WITHIN]))
    others = [sign for sign in signs if not sign.isalnum() and sign not in _NEVER and sign not in DELIMITERS]
    other = _best(lines, others[:_OTHERS]) if others else best
    return other.delimiter if (other.known, other.one_width) > (best.known, best.one_width) else best.delimiter


class _Likely(NamedTuple):
    """How likely a delimiter is: the fields the headings name under it, and whether rows have their width."""

    known: int
    one_width: bool
    usual: bool
    width: int
    delimiter: str


def _best(lines: list[str], delimiters: Iterable[str]) -> _Likely:
    """Return the likeliest delimiter, the first of equals."""
    return max((_likely(lines, delimiter) for delimiter in delimiters), key=lambda one: one[:4])


def _likely(lines: list[str], delimiter: str) -> _Likely:
    """Say how likely a delimiter is."""
    try:
        rows = [tuple(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        rows = []
    headings = find_headings(rows)
    texts = headings.texts if headings is not None else max(rows, key=len, default=())
    same = sum(len(row) == len(texts) for row in rows)
    one_width = len(texts) > 1 and same >= _ONE_WIDTH * len(rows)
    return _Likely(known_in(texts), one_width, delimiter in DELIMITERS[:_USUAL], len(texts), delimiter)
