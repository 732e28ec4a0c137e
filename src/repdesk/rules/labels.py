"""What a rep puts on customers in words of his own: tags, and the values of custom fields as they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from repdesk.rules.filters import folded

LONGEST_TAG = 40
"""Characters of a tag at the most."""
MOST_CHOICES = 20
"""Choices of a field at the most: they are picked from a menu."""
NOTHING = frozenset({"", "-", "none", "无"})
"""What clears a field that is no free text."""

_BETWEEN = re.compile(r"[,，;；、\t\r\n]+")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,30})?|[+-]?\.\d{1,30}")


def read_tags(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tags that commas keep apart, each once, spelled as in `known` where they are known.

    A leading # is not part of a tag; one that is longer than `LONGEST_TAG` is cut to it.
    """
    spelled = {folded(tag): tag for tag in known}
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        tag = " ".join(part.strip().lstrip("#＃").split())[:LONGEST_TAG].rstrip()
        if tag:
            found.setdefault(folded(tag), spelled.get(folded(tag), tag))
    return tuple(found.values())


def read_number(text: str) -> str | None:
    """Return a number as plain decimal text without needless signs, None where it is none: 1,200.50 is 1200.5."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if not _NUMBER.fullmatch(plain):
        return None
    value = Decimal(plain.replace(",", ""))
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if value == 0 else written


def read_choice(text: str, choices: Iterable[str]) -> str | None:
    """Return the choice that is meant, whatever its width and case; None where it is none of them."""
    return {folded(choice): choice for choice in choices}.get(folded(text.strip()))
