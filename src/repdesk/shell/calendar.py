"""The command that writes the calendar file, the settings of the one that is kept, and its keeping up."""

from __future__ import annotations

import sys
from argparse import Namespace

from repdesk import paths
from repdesk.desk import calendar_file
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.out import say, say_json
from repdesk.text import visible


def calendar(book: Book, args: Namespace) -> None:
    """Write the next calls to a calendar file, this once."""
    names = calendar_file.with_names(book) if args.names is None else args.names
    path = paths.typed(args.file).absolute()
    count = calendar_file.write_calendar(book, path, names=names, promised=args.promised)
    if args.json:
        say_json({"path": str(path), "next_calls": count, "names": names})
        return
    said = [_("%(n)d next calls are in %(path)s, unprotected: keep it safe.") % {"n": count, "path": path}]
    if not names:
        said.append(_("Nobody is named in it (--names names them)."))
    say(" ".join(said))


def set_calendar(book: Book, args: Namespace) -> None:
    """Set the file that is kept, or what is in it."""
    said = calendar_file.set_calendar(book, args.key, args.value)
    if not args.json:
        say(said)


def follow(book: Book) -> None:
    """Bring the calendar file up to what a command did; where it cannot be, that is said and nothing else fails."""
    try:
        calendar_file.follow(book)
    except RepdeskError as error:
        sys.stderr.write(f"repdesk: {visible(error.line)}\n")
