"""The commands drives and drive: what is being cleaned up, and how far that is."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.drives import Drive, drive_called, drives
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.slowly import progress_bar
from repdesk.store.reading.day import read_names
from repdesk.store.reading.drives import KeptDrive
from repdesk.widgets.clean_up_words import drive_figures, drive_said


def list_drives(book: Book, args: Namespace) -> None:
    """Print every drive, those under way first."""
    with progress_bar(_("counting the customers")) as heard:
        found = drives(book, heard=heard)
    if args.json:
        say_json([_as_json(one) for one in found])
        return
    today = book.clock.today()
    say_table((one.kept.name, *drive_figures(one, today), drive_said(one)[0]) for one in found)
    if not found:
        say(_("There is no clean-up drive."))


def drive(book: Book, args: Namespace) -> None:
    """Begin a drive or change it as the options say; print how it stands and who is left."""
    given = {"query": args.where, "measure": args.measure, "target": args.target, "due": args.by}
    if any(value is not None for value in given.values()) or args.closed is not None:
        _act(book, args, {name: value for name, value in given.items() if value is not None})
    kept = drive_called(book, args.name)
    with progress_bar(_("counting the customers")) as heard:
        shown = next(one for one in drives(book, heard=heard) if one.kept.id == kept.id)
    if args.json:
        say_json(_as_json(shown) | {"left": list(shown.left)})
        return
    say(_("%(name)s, by %(day)s") % {"name": kept.name, "day": wording.day(kept.due, book.clock.today())})
    for line in drive_said(shown):
        say(line)
    names = read_names(book.read(), shown.left)
    say_table((str(one), names[one][0]) for one in shown.left)


def _act(book: Book, args: Namespace, given: dict[str, str]) -> None:
    from repdesk.desk.drives_writing import Typed, begin_drive, change_drive, close_drive

    known = _known(book, args.name)
    if given:
        if known is None or (known.closed is not None and args.closed is None):
            begin_drive(book, Typed(args.name, **given))
        else:
            as_it_is = {
                "query": known.query,
                "measure": known.measure,
                "target": f"{known.target}%",
                "due": known.due.isoformat(),
            }
            change_drive(book, known.id, Typed(known.name, **(as_it_is | given)))
    if args.closed is not None:
        close_drive(book, drive_called(book, args.name).id, closed=args.closed)


def _known(book: Book, name: str) -> KeptDrive | None:
    try:
        return drive_called(book, name)
    except RepdeskError:
        return None


def _as_json(one: Drive) -> dict[str, Any]:
    kept, stands = one.kept, one.progress
    data: dict[str, Any] = {
        "id": kept.id,
        "name": kept.name,
        "where": kept.query,
        "measure": kept.measure,
        "target_percent": kept.target,
        "begun": kept.begun.isoformat(),
        "due": kept.due.isoformat(),
        "closed": kept.closed.isoformat() if kept.closed else None,
        "customers": stands.total,
        "done": stands.done,
        "needed": stands.needed,
        "since_begun": stands.gained,
        "working_days_left": stands.days_left,
        "needed_pace": stands.pace,
        "state": stands.state,
        "text": wording.drive_progress(stands),
    }
    return data | ({"fault": one.fault} if one.fault else {})
