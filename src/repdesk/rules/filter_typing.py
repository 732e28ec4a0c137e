"""What may come next while a filter is typed: fields that begin so, and the words that a field understands."""

from __future__ import annotations

from collections.abc import Iterable

from repdesk.rules.filter_fields import FilterField
from repdesk.rules.filters import folded, halved

MOST = 8
"""Words that are offered at once."""


def offers(text: str, fields: Iterable[FilterField]) -> tuple[str, ...]:
    """Return what the last word of a filter may be going to be: names of fields, or values where they have names."""
    if not text or text[-1].isspace():
        return ()
    named, sign, value = halved(text.split()[-1])
    begun = folded(named)
    if not sign:
        begin = (field.shown for field in fields if any(folded(name).startswith(begun) for name in field.names))
        return tuple(begin)[:MOST] if begun else ()
    asked = next((field for field in fields if begun in map(folded, field.names)), None)
    if asked is None:
        return ()
    last = folded(value.rpartition(",")[2])
    return tuple(word for word in asked.words if folded(word).startswith(last))[:MOST]
