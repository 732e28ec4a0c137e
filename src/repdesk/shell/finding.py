"""The command `find`: anyone, by what is typed, in the order of the app."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.rows import Found
from repdesk.i18n import _
from repdesk.shell.out import say, say_json, say_table


def find(book: Book, args: Namespace) -> int:
    """Print who is found, the best first; return 1 where nobody is, as grep does."""
    text = " ".join(args.text)
    found = book.search.find_once(text, args.limit)
    if args.json:
        say_json([_as_json(one) for one in found])
    elif found:
        say_table(_line(one) for one in found)
    else:
        say(_("nobody found"))
    return 0 if found else 1


def _line(found: Found) -> tuple[str, ...]:
    stage = f"{found.stage} {wording.stage(found.stage)}"
    matched = found.matched if found.field not in ("name", "stage") else ""
    barred = _("do not call") if found.do_not_call else ""
    nearly = _("nearly") if found.how == "nearly" else ""
    said = " ".join(part for part in (nearly, " ".join(matched.split()), barred) if part)
    return (str(found.account_id), found.grade, found.name, stage, said)


def _as_json(found: Found) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": found.account_id,
        "name": found.name,
        "grade": found.grade,
        "stage": found.stage,
        "field": found.field,
        "how": found.how,
        "matched": found.matched,
        "marks": [list(mark) for mark in found.marks],
    }
    return data | ({"do_not_call": True} if found.do_not_call else {})
