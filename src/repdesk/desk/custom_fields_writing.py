"""The rep's own fields, defined, renamed, put in order and retired; the values of a retired one come back with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from repdesk.desk.book import Book
from repdesk.desk.custom_fields import KIND_NAMES
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.book import CustomField as Row
from repdesk.rules.filters import folded
from repdesk.rules.labels import MOST_CHOICES, read_choice, read_tags
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.store.reading.labels import CustomField, FieldKind, read_choices_in_use, read_custom_fields
from repdesk.text import cleaned, visible

LONGEST_NAME = 40


def read_choices(text: str) -> tuple[str, ...]:
    """Return the choices that commas keep apart, each once."""
    return read_tags(cleaned(text))


def put_field(act: Act, name: str, kind: FieldKind, choices: Sequence[str] = ()) -> int:
    """Put a field behind the others, in the act under way, and return its number.

    RepdeskError where the name is empty, too long or taken, and for a choice without choices or with too many.
    """
    fields = read_custom_fields(act.connection)
    _refuse_kind(kind, choices)
    values = {"name": _name(name, fields), "kind": kind, "choices": _written(choices), "place": _next_place(act)}
    (number,) = act.insert_many(Row, [values])
    return number


def define_field(book: Book, name: str, kind: FieldKind, choices: Sequence[str] = ()) -> tuple[Change, int]:
    """Define a field and return its number; RepdeskError as `put_field`."""
    with book.store.act("edit_fields", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        number = put_field(act, name, kind, choices)
    return book.acted(act.change), number


def change_field(book: Book, field_id: int, name: str, choices: Sequence[str] = ()) -> Change | None:
    """Give a field this name and, where it is a choice, these choices; None where nothing changes.

    RepdeskError as `put_field`, and where a choice goes that customers have.
    """
    with book.store.act("edit_fields", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        fields = read_custom_fields(act.connection)
        field = _there(fields, field_id)
        kept = tuple(choices) if field.kind == "choice" else ()
        _refuse_kind(field.kind, kept)
        _refuse_gone(read_choices_in_use(act.connection, field_id), kept)
        values = {"name": _name(name, fields, field_id), "choices": _written(kept)}
        act.update_many(Row, {field_id: values})
    return book.applied(act.change)


def move_field(book: Book, field_id: int, by: int) -> Change | None:
    """Move a field so many places down, up where negative; None where it stands there."""
    with book.store.act("edit_fields", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        order = [field.id for field in read_custom_fields(act.connection)]
        _there(read_custom_fields(act.connection), field_id)
        at = order.index(field_id)
        order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
        act.update_many(Row, {number: {"place": place} for place, number in enumerate(order)})
    return book.applied(act.change)


def retire_field(book: Book, field_id: int) -> Change:
    """Take a field off every card; its values stay in the book, and undo brings both back."""
    with book.store.act("edit_fields", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _there(read_custom_fields(act.connection), field_id)
        act.retract(Row, field_id)
    return book.acted(act.change)


def _there(fields: Iterable[CustomField], field_id: int) -> CustomField:
    found = next((field for field in fields if field.id == field_id), None)
    if found is None:
        raise RepdeskError(_("This field is no longer there"))
    return found


def _name(text: str, fields: Iterable[CustomField], own: int | None = None) -> str:
    """Return a name as it is kept; RepdeskError where it cannot be one."""
    name = cleaned(" ".join(text.split()))
    if not name:
        raise RepdeskError(_("A field needs a name"))
    if len(name) > LONGEST_NAME:
        raise RepdeskError(_("The name of a field has at most %(n)d characters") % {"n": LONGEST_NAME})
    if any(folded(field.name) == folded(name) for field in fields if field.id != own):
        raise RepdeskError(_("There is a field %(name)s of your own already") % {"name": visible(name)})
    return name


def _refuse_kind(kind: FieldKind, choices: Sequence[str]) -> None:
    if kind not in KIND_NAMES:
        raise ValueError(f"there is no kind {kind}")
    if kind == "choice" and not choices:
        raise RepdeskError(_("A choice needs its choices"), hint=_("Type them with commas between."))
    if len(choices) > MOST_CHOICES:
        raise RepdeskError(_("A choice has at most %(n)d choices") % {"n": MOST_CHOICES})


def _refuse_gone(used: Iterable[str], choices: Sequence[str]) -> None:
    gone = [value for value in used if read_choice(value, choices) != value] if choices else []
    if gone:
        raise RepdeskError(
            _("Customers have this choice: %(names)s") % {"names": ", ".join(map(visible, gone))},
            hint=_("Clear it on their cards first."),
        )


def _written(choices: Sequence[str]) -> str:
    return json.dumps(list(choices), ensure_ascii=False)


def _next_place(act: Act) -> int:
    (place,) = act.connection.execute("SELECT coalesce(max(place) + 1, 0) FROM live_custom_field").fetchone()
    return int(place)
