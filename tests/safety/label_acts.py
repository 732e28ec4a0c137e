"""What a rep does to tags, fields of one's own, drives and the form of numbers, at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from repdesk.desk.card.labels_writing import add_tags, remove_tags, set_custom
from repdesk.desk.custom_fields import KINDS
from repdesk.desk.custom_fields_writing import change_field, define_field, move_field, retire_field
from repdesk.desk.drives import drives
from repdesk.desk.drives_writing import Typed, begin_drive, change_drive, close_drive
from repdesk.desk.numbers_writing import normalise
from repdesk.models.account import Phone
from repdesk.store.reading.labels import CustomField, read_custom_fields, read_tags

if TYPE_CHECKING:
    from tests.safety.random_acts import Rep

_MOST = 5  # fields and drives at once
_VALUES = {"number": "1,200", "date": "2026-12-08"}


def _tags(rep: Rep) -> None:
    account = rep.one()
    kept = read_tags(rep.book.read(), [account]).get(account, ())
    if kept and rep.rng.random() < 0.4:
        remove_tags(rep.book, account, rep.rng.choice(kept))
    else:
        add_tags(rep.book, account, f"vip, fair {rep.fresh()}, {rep.text}")


def _fields(rep: Rep) -> tuple[CustomField, ...]:
    return read_custom_fields(rep.book.read())


def _edit_fields(rep: Rep) -> None:
    fields = _fields(rep)
    if len(fields) < _MOST:
        kind = rep.rng.choice(KINDS)
        define_field(rep.book, f"field {rep.fresh()}", kind, ("one", "two") if kind == "choice" else ())
        return
    field = rep.rng.choice(fields)
    if rep.rng.random() < 0.4:
        retire_field(rep.book, field.id)
    elif field is not fields[0]:
        move_field(rep.book, field.id, -1)
    else:
        change_field(rep.book, field.id, f"field {rep.fresh()}", (*field.choices, "more")[-9:] if field.choices else ())


def _set_custom(rep: Rep) -> None:
    if not _fields(rep):
        define_field(rep.book, f"field {rep.fresh()}", "text")
    field = rep.rng.choice(_fields(rep))
    if field.kind == "choice":
        value = rep.rng.choice(("", *field.choices))
    else:
        value = _VALUES.get(field.kind, rep.text) if rep.rng.random() < 0.8 else ""
    set_custom(rep.book, rep.one(), field.id, value)


def _drive(rep: Rep) -> None:
    known = drives(rep.book)
    name, days = f"drive {rep.fresh()}", f"+{rep.rng.randint(1, 20)}d"
    typed = Typed(name, rep.rng.choice(["", "stage<3"]), rep.rng.choice(["kp", "complete 60", "called"]), "", days)
    if len(known) < _MOST:
        begin_drive(rep.book, typed)
    elif rep.rng.random() < 0.6:
        change_drive(rep.book, rep.rng.choice(known).kept.id, typed)
    else:
        drive = rep.rng.choice(known)
        close_drive(rep.book, drive.kept.id, closed=not drive.closed)


def _normalise(rep: Rep) -> None:
    """Have a number stand as it was typed, as an older import may have left one, and put it into its form again."""
    sql = "SELECT id, e164 FROM live_phone WHERE e164 LIKE '+8613%' ORDER BY id LIMIT 1"
    found = rep.book.read().execute(sql).fetchone()
    if found:
        phone, e164 = found
        with rep.book.store.act("edit_phone", at=rep.book.clock.stamp()) as act:
            act.update_many(Phone, {phone: {"e164": "", "raw": e164.removeprefix("+86")}})
        rep.book.applied(act.change)
        normalise(rep.book, "CN")


LABEL_MAKERS: dict[str, Callable[[Rep], object]] = {
    "edit_tags": _tags,
    "edit_fields": _edit_fields,
    "set_custom": _set_custom,
    "edit_drive": _drive,
    "normalise_numbers": _normalise,
}
