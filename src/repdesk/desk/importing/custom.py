"""Columns that become fields of the rep's own: of which kind their values are, and each value as the field keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from repdesk.exchange.dates import Order, parse_date
from repdesk.rules.filters import folded
from repdesk.rules.labels import MOST_CHOICES, read_choice, read_number
from repdesk.store.reading.labels import CustomField, FieldKind
from repdesk.text import cleaned

_FEW = 12  # different values at the most that are taken for choices
_MANY = 20  # values that make a column one of choices rather than of chance
_EACH = 3  # so often each choice comes on average, at least
_SHORT = 24  # characters
_DIGITS = 15  # more of them are a number of an order or a card, which nobody adds up


@dataclass(slots=True)
class Custom:
    """A field of the rep's own as an import fills it; `id` is None for one that is not in the book yet."""

    name: str
    kind: FieldKind
    choices: list[str] = field(default_factory=list)
    id: int | None = None
    order: Order = "dmy"

    def read(self, text: str) -> str | None:
        """Return a cell as the field keeps it, None where it cannot be taken; a new choice is taken up."""
        if self.kind == "number":
            return read_number(text)
        if self.kind == "date":
            when = parse_date(text, self.order).value
            return None if when is None else when.day.isoformat()
        if self.kind == "choice":
            return self._choice(text)
        return cleaned(text)

    def _choice(self, text: str) -> str | None:
        chosen = read_choice(text, self.choices)
        if chosen is None and len(self.choices) < MOST_CHOICES:
            chosen = cleaned(" ".join(text.split()))
            self.choices.append(chosen)
        return chosen


def custom_of(name: str, cells: Iterable[str], order: Order, known: Sequence[CustomField]) -> Custom:
    """Return the field of this name: that of the book, whatever its case and width, else one of the guessed kind."""
    for one in known:
        if folded(one.name) == folded(name):
            return Custom(one.name, one.kind, list(one.choices), one.id, order)
    kind, choices = guess_kind((text for cell in cells if (text := cell.strip())), order)
    return Custom(name, kind, choices, None, order)


def guess_kind(values: Iterable[str], order: Order = "dmy") -> tuple[FieldKind, list[str]]:
    """Return the kind that all values fit, and the choices of a choice in the order they first come."""
    numbers = dates = True
    total = 0
    seen: dict[str, str] = {}
    for text in values:
        total += 1
        numbers = numbers and _is_number(text)
        dates = dates and parse_date(text, order).value is not None
        if len(seen) <= _FEW:
            seen.setdefault(folded(" ".join(text.split())), cleaned(" ".join(text.split())))
        elif not (numbers or dates):
            return "text", []
    if total and numbers:
        return "number", []
    if total and dates:
        return "date", []
    few = len(seen) <= _FEW and all(len(text) <= _SHORT for text in seen.values())
    if few and total >= max(_MANY, _EACH * len(seen)):
        return "choice", list(seen.values())
    return "text", []


def _is_number(text: str) -> bool:
    """Say whether a text is an amount of something, not a number that something is called by."""
    digits = sum(map(str.isdigit, text))
    leading = text.lstrip("+-").startswith("0") and digits > 1 and not text.lstrip("+-").startswith("0.")
    return digits <= _DIGITS and not leading and read_number(text) is not None
