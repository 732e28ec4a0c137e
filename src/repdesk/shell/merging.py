"""The commands duplicates, merge and apart: who is in the book twice, made one, or known not to be."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from repdesk.desk.book import Book
from repdesk.desk.merging.choosing import Choices
from repdesk.desk.merging.finding import PairRow, duplicate_pairs
from repdesk.desk.merging.sides import Sides, sides
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.rules.merging import Side
from repdesk.shell.asking import says_yes
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.slowly import progress_bar
from repdesk.text import visible

_WHO: dict[str, Side] = {"keep": "keep", "gone": "gone"}


def duplicates(book: Book, args: Namespace) -> None:
    """Print the pairs that may be one customer, each with what speaks for it."""
    with progress_bar(_("looking through the book")) as progress:
        found = duplicate_pairs(book, progress)
    if args.json:
        say_json({"pairs": [_as_json(row) for row in found.rows], "notes": list(found.notes)})
        return
    if not found.rows:
        say(_("Nobody seems to be in the book twice."))
    for row in found.rows:
        say(f"{row.score:>4} {row.how_sure}  {row.first} {row.first_name}  =  {row.second} {row.second_name}")
        say(f"     {row.why}")
    for note in found.notes:
        sys.stderr.write(f"{visible(note)}\n")


def _as_json(row: PairRow) -> dict[str, Any]:
    return {
        "first": {"account_id": row.first, "name": row.first_name},
        "second": {"account_id": row.second, "name": row.second_name},
        "score": row.score,
        "level": row.level,
        "reasons": [{"code": one.code, "points": one.points, **dict(one.facts)} for one in row.reasons],
    }


def merge(book: Book, args: Namespace) -> int:
    """Make one customer of two, after showing what comes of it; 1 where the answer is no."""
    from repdesk.desk.merging.merge_writing import merge as make_one
    from repdesk.desk.merging.merge_writing import must_be_two

    must_be_two(args.keep, args.gone)
    chosen = _choices(args.take, sides(book, args.keep, args.gone))
    both = sides(book, args.keep, args.gone, chosen)
    if not args.yes and (args.json or not _agreed(both)):
        sys.stderr.write(_("Nothing was changed; --yes does it.") + "\n")
        return 1
    done = make_one(book, args.keep, args.gone, chosen)
    if args.json:
        say_json({"change_id": done.change.seq, "account_id": done.keep, "gone": done.gone, "notes": list(done.notes)})
        return 0
    said = {"gone": both.gone_name, "keep": both.keep_name, "id": done.keep}
    say(", ".join([_("%(gone)s is one with %(keep)s now, customer %(id)d") % said, *done.notes]))
    return 0


def _agreed(both: Sides) -> bool:
    """Show what would come of it, and ask."""
    _show(both)
    words = _("Make one customer of %(gone)s and %(keep)s? Type yes:")
    return says_yes(words % {"gone": visible(both.gone_name), "keep": visible(both.keep_name)} + " ")


def _choices(given: list[str], both: Sides) -> Choices:
    """Read whose word counts, fields by their names or as they are shown; RepdeskError where that is not said."""
    shown = {row.label: row.name for row in both.rows if row.name}
    chosen: dict[str, Side] = {}
    for text in given:
        name, _equals, who = text.partition("=")
        if who not in _WHO:
            raise RepdeskError(
                _("This does not say whose word counts: %(text)s") % {"text": visible(text)},
                hint=_("Give --take FIELD=gone or FIELD=keep, such as --take name=gone."),
            )
        chosen[shown.get(name, name)] = _WHO[who]
    return chosen


def _show(both: Sides) -> None:
    """Print the two side by side, what differs marked, and what stands afterwards."""
    heads = ("", "", f"{both.keep}", f"{both.gone}", _("afterwards"))
    say_table([heads, *(("*" if row.taken else "", row.label, row.keep, row.gone, row.after) for row in both.rows)], 34)
    if both.choices:
        marked = ngettext("* %(n)d field in which they differ", "* %(n)d fields in which they differ", both.choices)
        say(marked % {"n": both.choices})


def apart(book: Book, args: Namespace) -> None:
    """Remember that two customers are not the same."""
    from repdesk.desk.merging.apart_writing import keep_apart

    change = keep_apart(book, args.first, args.second)
    if args.json:
        say_json({"change_id": change.seq if change else None, "first": args.first, "second": args.second})
    else:
        say(_("Remembered: customers %(one)d and %(two)d are not the same.") % {"one": args.first, "two": args.second})
