"""The command that writes all that is known of some customers for whoever takes them over."""

from __future__ import annotations

from argparse import Namespace

from repdesk import paths
from repdesk.desk.book import Book
from repdesk.desk.sheet import Sheet
from repdesk.desk.taking_out.handing_over import hand_over as write
from repdesk.i18n import _
from repdesk.shell.out import say, say_json
from repdesk.shell.slowly import progress_bar
from repdesk.shell.whom import whom
from repdesk.widgets.card.timeline import whole


def hand_over(book: Book, args: Namespace) -> None:
    """Write a folder or a zip."""
    wanted = whom(book, args)
    target = paths.typed(args.place)
    with progress_bar(_("handing over")) as progress:
        made = write(Sheet(book), wanted.ids, target, whole, wanted.title, progress)
    if args.json:
        say_json({"path": str(made.path), "accounts": made.accounts, "calls": made.calls})
        return
    line = _("%(accounts)d customers and %(calls)d calls are in %(path)s, unprotected: keep it safe.")
    say(line % {"accounts": made.accounts, "calls": made.calls, "path": made.path})
