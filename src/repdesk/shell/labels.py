"""The commands tags, tag, fields, field and fill: what the rep puts on customers in words of his own."""

from __future__ import annotations

from argparse import Namespace

from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import Edited
from repdesk.desk.custom_fields import CustomField, field_called, field_rows
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.out import say, say_json, say_table
from repdesk.store.reading.labels import read_custom_fields, read_known_tags, read_tags
from repdesk.store.reading.labels import read_custom_values as read_values


def tags(book: Book, args: Namespace) -> None:
    """Print the tags in use with how many customers have each."""
    known = read_known_tags(book.read())
    if args.json:
        say_json([{"tag": tag, "customers": count} for tag, count in known])
    else:
        say_table((f"{count:,}", tag) for tag, count in known)


def tag(book: Book, args: Namespace) -> None:
    """Put tags on a customer, or take them off."""
    from repdesk.desk.card.labels_writing import add_tags, remove_tags

    act = remove_tags if args.off else add_tags
    edited = act(book, args.account_id, ",".join(args.tags))
    kept = read_tags(book.read(), [args.account_id]).get(args.account_id, ())
    if args.json:
        say_json({"change_id": _seq(edited), "account_id": args.account_id, "tags": list(kept)})
    else:
        say(_("Tags: %(tags)s") % {"tags": ", ".join(kept) or _("none")})


def fields(book: Book, args: Namespace) -> None:
    """Print the fields of the rep's own, in the rep's order."""
    rows = field_rows(book)
    if args.json:
        say_json([_as_json(row.field) | {"customers": row.filled} for row in rows])
    else:
        say_table((row.field.name, row.field.kind, f"{row.filled:,}", ", ".join(row.field.choices)) for row in rows)
    if not (rows or args.json):
        say(_("There is no field of your own."))


def field(book: Book, args: Namespace) -> None:
    """Define a field, change it, or retire it."""
    from repdesk.desk import custom_fields_writing as writing

    choices = writing.read_choices(args.choices or "")
    if args.kind is not None:
        _change, number = writing.define_field(book, args.name, args.kind, choices)
    else:
        known = field_called(book, args.name)
        number = known.id
        if not (args.rename or args.choices or args.move or args.retire):
            raise RepdeskError(_("What of it?"), hint=_("Say --rename, --choices, --move or --retire."))
        if args.rename or args.choices:
            writing.change_field(book, number, args.rename or known.name, choices or known.choices)
        if args.move:
            writing.move_field(book, number, args.move)
        if args.retire:
            writing.retire_field(book, number)
    kept = next((one for one in read_custom_fields(book.read()) if one.id == number), None)
    if args.json:
        say_json(_as_json(kept) if kept is not None else {"id": number, "retired": True})
    elif kept is None:
        say(_("The field is off every card; what stands in it is kept."))
    else:
        say_table([(kept.name, kept.kind, ", ".join(kept.choices))])


def fill(book: Book, args: Namespace) -> None:
    """Fill in a field of the rep's own."""
    from repdesk.desk.card.labels_writing import set_custom

    known = field_called(book, args.field)
    edited = set_custom(book, args.account_id, known.id, "" if args.value == "none" else args.value)
    value = read_values(book.read(), [args.account_id]).get(args.account_id, {}).get(known.id)
    if args.json:
        data = {"change_id": _seq(edited), "account_id": args.account_id, "field": known.name, "value": value}
        say_json(data)
    else:
        say(f"{known.name}: {value or '–'}")


def _seq(edited: Edited | None) -> int | None:
    return None if edited is None else edited.change.seq


def _as_json(one: CustomField) -> dict[str, object]:
    return {"id": one.id, "name": one.name, "kind": one.kind, "choices": list(one.choices)}
