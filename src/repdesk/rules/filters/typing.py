"""What may come next while a filter is typed: fields that begin so, and the words that a field understands."""

from __future__ import annotations

from collections.abc import Iterable

from repdesk.rules.filters import halved, key
from repdesk.rules.filters.fields import FilterField

MOST = 8
"""Words that are offered at once."""


def offers(text: str, fields: Iterable[FilterField]) -> tuple[str, ...]:
    """Return what the last word of a filter may be going to be: names of fields, or values where they have names.

    Of values those come first that are in the language the field was named in.
    """
    if not text or text[-1].isspace():
        return ()
    named, sign, value = halved(text.split()[-1])
    begun = key(named)
    if not sign:
        begin = (field.shown for field in fields if any(key(name).startswith(begun) for name in field.names))
        return tuple(begin)[:MOST] if begun else ()
    asked = next((field for field in fields if begun in map(key, field.names)), None)
    if asked is None:
        return ()
    last = key(value.rpartition(",")[2])
    words = sorted(asked.words, key=lambda word: word.isascii() is not named.isascii())
    return tuple(word for word in words if key(word).startswith(last))[:MOST]
