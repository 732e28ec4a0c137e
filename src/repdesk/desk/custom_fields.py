"""Fields of the rep's own: what there are, and what is typed into one."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.desk.by_name import the_one_called
from repdesk.desk.typed import read_day
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.rules.filters import folded
from repdesk.rules.labels import NOTHING, read_choice, read_number
from repdesk.store.reading.labels import CustomField, FieldKind, count_values, read_custom_fields
from repdesk.text import cleaned, visible

__all__ = ["KINDS", "CustomField", "FieldKind", "FieldRow", "field_called", "field_rows", "read_value"]

KINDS: tuple[FieldKind, ...] = ("text", "number", "date", "choice")
KIND_NAMES: dict[FieldKind, str] = {
    "text": N_("a text"),
    "number": N_("a number"),
    "date": N_("a date"),
    "choice": N_("a choice"),
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A custom field with how many customers have a value in it."""

    field: CustomField
    filled: int


def field_rows(book: Book) -> tuple[FieldRow, ...]:
    """Return the custom fields in the rep's order."""
    filled = count_values(book.read())
    return tuple(FieldRow(field, filled.get(field.id, 0)) for field in read_custom_fields(book.read()))


def field_called(book: Book, name: str) -> CustomField:
    """Return the field of this name, whatever its width and case; RepdeskError where there is none."""
    return the_one_called(name, read_custom_fields(book.read()), _("There is no field %(name)s of your own"))


def read_value(book: Book, field: CustomField, text: str) -> str:
    """Return what was typed as the field keeps it, empty for nothing; RepdeskError where it cannot be taken."""
    text = cleaned(text.strip())
    if not text or (field.kind != "text" and folded(text) in NOTHING):
        return ""
    if field.kind == "number":
        number = read_number(text)
        if number is None:
            raise RepdeskError(_("This is no number: %(text)s") % {"text": visible(text)}, hint=_("Try 1200 or 3.5."))
        return number
    if field.kind == "date":
        return read_day(book, text).isoformat()
    if field.kind == "choice":
        choice = read_choice(text, field.choices)
        if choice is None:
            raise RepdeskError(
                _("%(text)s is none of the choices") % {"text": visible(text)},
                hint=_("Known: %(names)s") % {"names": ", ".join(map(visible, field.choices))},
            )
        return choice
    return text
