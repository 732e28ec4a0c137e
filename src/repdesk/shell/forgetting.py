"""The command that forgets a customer."""

from __future__ import annotations

import sys
from argparse import Namespace

from repdesk.desk.book import Book
from repdesk.desk.forgetting import Forgetting, finish, forget, name_to_type
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.keeping import progress_bar
from repdesk.shell.out import say, say_json
from repdesk.text import visible


def forget_customer(book: Book, args: Namespace) -> int:
    """Forget a customer, or finish what of an erasure still waits; return 1 where something is still to do."""
    if args.account_id is None:
        with progress_bar(_("forgetting")) as progress:
            done = finish(book, progress=progress)
        return _said(done, args)
    name = name_to_type(book, args.account_id)
    if not args.yes:
        _ask(name)
    with progress_bar(_("forgetting")) as progress:
        done = forget(book, args.account_id, progress=progress)
    return _said(done, args)


def _ask(name: str) -> None:
    """Have the name typed; RepdeskError where it is another one, or nobody is there to type."""
    hint = _("Nothing was changed. For scripts: --yes.")
    if not sys.stdin.isatty():
        raise RepdeskError(_("To forget a customer cannot be undone, and asks first"), hint=hint)
    say(
        _("This takes %(name)s out of the book and every backup for good; undo does not bring it back.")
        % {"name": visible(name)}
    )
    say(_("Type the name to go on:"))
    if sys.stdin.readline().strip() != name.strip():
        raise RepdeskError(_("That is not the name"), hint=hint)


def _said(done: Forgetting, args: Namespace) -> int:
    if args.json:
        waiting = [{"path": str(one.path), "why": one.why} for one in done.waiting]
        say_json({"backups": done.backups, "swept": done.swept, "waiting": waiting})
    else:
        for line in done.lines():
            say(line)
    return 0 if done.complete else 1
