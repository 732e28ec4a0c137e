"""Text that a spreadsheet would run as a formula, made harmless in a text table and taken back when it is read."""

from __future__ import annotations

import re

from repdesk.text import cleaned

_UNSEEN = "\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_BEGINS = "=\uff1d\ufe66+\uff0b\ufe62\\-\uff0d\ufe63@\uff20\ufe6b"
_FORMULA = re.compile(f"'*(?:[\t\r\n\x00]|[{_UNSEEN}]*[{_BEGINS}])")
_PHONES = re.compile(r"\+\d[\d ]*\d(?: ext\. \d+)?(?: / \+\d[\d ]*\d(?: ext\. \d+)?)*")
LONGEST = 32_766
"""What a spreadsheet lets into one cell, less the apostrophe that may come before it."""


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet may take `text` for a formula, whatever blanks and unseen signs stand before it."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """Return `text` as a text table may hold it: an apostrophe stands before what might be run.

    What begins with apostrophes and might be run behind them gets one more, so that `unguarded` gives back every text.
    """
    return f"'{text}" if is_formula(text) else text


def guarded_phones(text: str) -> str:
    """Return numbers of ours (+86 138 0013 8000 ext. 801 / …) as they are, for nothing in them can be run.

    Their groups keep a spreadsheet from taking one for a sum, and any other program dials them; other text is guarded.
    """
    return text if _PHONES.fullmatch(text) else guarded(text)


def unguarded(text: str) -> str:
    """Return what `guarded` was given; only its exact form loses the apostrophe."""
    return text[1:] if text[:1] == "'" and is_formula(text) else text


def fitting(text: str) -> str:
    """Return `text` without signs that steer a terminal, cut to what a cell holds."""
    text = cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\u2026"
