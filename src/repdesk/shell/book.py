"""Commands about the book itself: import, demo, where, check, settings."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from repdesk import paths
from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.desk.opening import open_book, there_is
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.slowly import bringing_up, progress_bar
from repdesk.store.backups.elsewhere import read_elsewhere
from repdesk.store.beside import backups_folder


def demo(path: Path, clock: Clock, args: Namespace) -> None:
    """Make a demo book."""
    from repdesk.desk.demo import make_demo

    if there_is(path):
        raise RepdeskError(
            _("There is a book at %(path)s already") % {"path": path}, hint=_("Choose another place with --db.")
        )
    with progress_bar(_("making a demo book")) as progress:
        make_demo(path, accounts=args.accounts, seed=args.seed, clock=clock, progress=progress)
    if args.json:
        say_json({"db": str(path), "accounts": args.accounts, "seed": args.seed})
    else:
        say(_("A demo book of %(n)d customers is at %(path)s.") % {"n": args.accounts, "path": path})


def where(path: Path, args: Namespace) -> int:
    """Print where everything lies; return 1 where the book is not there yet."""
    places = {
        "db": path,
        "backups": backups_folder(path),
        **({"second": second} if (second := read_elsewhere(path.resolve()).folder) else {}),
        "policy": paths.policy_path(),
        "keys": paths.keys_path(),
        "logs": paths.log_dir(),
    }
    if args.json:
        say_json({name: str(place) for name, place in places.items()})
    else:
        say_table((name, str(place)) for name, place in places.items())
    if path.exists():
        return 0
    sys.stderr.write(_("There is no book yet") + "\n")
    return 1


def policy(args: Namespace) -> None:
    """Print the policy in use as `policy.toml` takes it, every figure with its comment."""
    from repdesk.desk.policy_file import load_policy
    from repdesk.rules.policy.text import policy_json, write_policy

    current = load_policy(paths.policy_path())
    if args.json:
        say_json(json.loads(policy_json(current)))
    else:
        sys.stdout.write(write_policy(current))


def check(book: Book, args: Namespace) -> int:
    """Look the whole book over, mending where that is asked for; return 1 where there are findings left."""
    from repdesk.store.checking.check import check as look_over

    if args.repair:
        from repdesk.shell.repairing import repair_book

        return repair_book(book, args)
    found = look_over(book.store)
    if args.json:
        say_json([{"kind": p.kind, "where": p.where, "text": p.text} for p in found])
    else:
        say_table((p.kind, p.where, p.text) for p in found)
        say(_("%(n)d findings") % {"n": len(found)} if found else _("The book is in order."))
    return 1 if found else 0


def settings(book: Book, args: Namespace) -> None:
    """Show the settings, or set one."""
    from repdesk.desk import calendar_file
    from repdesk.desk.backups import second_folder
    from repdesk.desk.day import announcing

    if args.key in (second_folder.FOLDER, second_folder.PASSPHRASE):
        from repdesk.shell.second_folder import set_second

        set_second(book, args)
    elif args.key in (calendar_file.FILE, calendar_file.NAMES, calendar_file.CALLS):
        from repdesk.shell.calendar import set_calendar

        set_calendar(book, args)
    elif args.key == announcing.ANNOUNCE:
        announcing.set_ways(book, args.value)
    elif args.key is not None:
        from repdesk.desk.calendar import country_said
        from repdesk.desk.settings import set_setting

        set_setting(book, args.key, args.value)
        if args.key == "country" and not args.json:
            say(country_said(book.read(), book.calendar, book.clock.today()))
    known = (
        book.all_settings()
        | second_folder.settings_of(book)
        | calendar_file.settings_of(book)
        | announcing.settings_of(book)
    )
    if args.json:
        say_json(known)
    else:
        say_table((key, value or "–") for key, value in known.items())


def with_book(path: Path, clock: Clock, command: Callable[[Book, Namespace], int | None], args: Namespace) -> int:
    """Run a command on the book at `path`, which must be there."""
    with bringing_up() as progress:
        book = open_book(path, clock, progress=progress)
    before = book.last_entry()
    try:
        return command(book, args) or 0
    finally:
        if book.last_entry() != before:
            from repdesk.shell.calendar import follow

            follow(book)
        book.close()
