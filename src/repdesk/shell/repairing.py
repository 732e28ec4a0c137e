"""The command `check --repair`: mend what can be mended, and say what only a restore helps."""

from __future__ import annotations

from argparse import Namespace

from repdesk.desk.book import Book
from repdesk.desk.repairing import mend
from repdesk.i18n import N_, _
from repdesk.shell.out import say, say_json, say_table

_MENDED = {
    "gate": N_("the gate of erasure was closed: %(n)d"),
    "schema": N_("parts of the schema were made again: %(n)d"),
    "index": N_("indexes were built anew, findings: %(n)d"),
    "numbers": N_("counters were set on: %(n)d"),
    "rows": N_("rows were put back as the journal has them: %(n)d"),
    "phone": N_("numbers were parted from an owner at another customer: %(n)d"),
    "next_call": N_("next calls of customers not in force were taken back: %(n)d"),
    "do_not_call": N_("numbers were put onto the do-not-call list: %(n)d"),
}


def repair_book(book: Book, args: Namespace) -> int:
    """Mend the book; return 1 where something is left that cannot be mended."""
    done = mend(book)
    if args.json:
        say_json(
            {
                "mended": done.counts,
                "left": [{"kind": p.kind, "where": p.where, "text": p.text} for p in done.left],
                "change_id": done.change_id,
                "aside": None if done.aside is None else done.aside.stem,
            }
        )
        return 1 if done.left else 0
    for code, number in done.counts.items():
        say(_(_MENDED[code]) % {"n": number})
    if done.aside is not None:
        say(_("The book as it was before stands on the shelf as %(name)s.") % {"name": done.aside.stem})
    if done.change_id is not None:
        say(_('"repdesk undo" takes the repair of rows back.'))
    if done.left:
        say_table((p.kind, p.where, p.text) for p in done.left)
        say(_('This could not be mended; calls are never written over. "repdesk restore" takes a backup in its place.'))
        return 1
    say(_("The book is in order."))
    return 0
