"""The command line: which command runs on which book, and how it ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk import paths
from repdesk.clock import Clock
from repdesk.damage import BrokenBookError
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.text import visible

if TYPE_CHECKING:
    from argparse import Namespace


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 done, 1 refused or failed, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if argv is None else argv
    try:
        if not words:  # the app alone: it opens without what commands need
            return _open_app(paths.book_path(), Clock(), demo=False)
        return _run(_parsed(words))
    except SystemExit as ended:  # --help, --version, or words that make no command
        return int(ended.code or 0)
    except RepdeskError as error:
        complain(error.line)
    except BrokenPipeError:  # a reader such as head went away: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        complain(_("stopped"))
    return 1


def _parsed(words: Sequence[str]) -> Namespace:
    from repdesk.shell.arguments import parser

    return parser().parse_args(words)


def _open_app(path: Path, clock: Clock, *, demo: bool) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RepdeskError(_("The app needs a terminal"), hint=_("repdesk --help names the commands for scripts."))
    with suppress(BrokenBookError):  # the app shows it, with the backups that may take its place
        _unlock(path)
    from repdesk.app import run_app

    return run_app(path, clock, demo=demo)


def _run(args: Namespace) -> int:
    clock = Clock(args.now)
    if args.command == "doctor":  # it says itself what is wrong with the place
        from repdesk.shell.doctor import doctor

        return doctor(args, clock)
    own_demo = args.db is None and (args.demo or (args.command == "demo" and "REPDESK_DB" not in os.environ))
    path = paths.demo_path() if own_demo else paths.book_path(args.db)
    if args.command is None:
        return _open_app(path, clock, demo=args.demo)
    return _command(args, path, clock)


def _unlock(path: Path) -> None:
    """Have the passphrase of an encrypted book before it is opened."""
    from repdesk.store.driver import is_encrypted

    if not path.exists():  # a restore that was cut short may have it at hand
        from repdesk.desk.opening import there_is

        there_is(path)
    if is_encrypted(path):
        from repdesk.shell.unlocking import unlock

        unlock(path)


_NEEDS_NO_BOOK = ("demo", "where", "policy", "when", "backups", "restore")
_SAFE_KEEPING = ("backup", "backups", "restore", "acts", "forget", "encrypt", "decrypt", "passphrase")
_ON_BOOK = {
    "check": ("book", "check"),
    "set": ("book", "settings"),
    "off": ("days", "day_off"),
    "hours": ("days", "hours"),
    "funnel": ("funnel", "funnel"),
    "level": ("levelling", "level"),
    "ladders": ("levelling", "ladders"),
    "answers": ("answers", "answers"),
    "plan": ("plan", "plan"),
    "day": ("day", "day"),
    "work": ("day", "work"),
    "report": ("report", "report_of"),
    "whatif": ("what_if", "what_if"),
    "today": ("reading", "today"),
    "why": ("reading", "explain"),
    "accounts": ("reading", "accounts"),
    "bulk": ("bulk", "bulk"),
    "find": ("finding", "find"),
    "export": ("exporting", "export_to"),
    "print": ("printing", "print_today"),
    "handover": ("handing_over", "hand_over"),
    "calendar": ("calendar", "calendar"),
    "log": ("acting", "log"),
    "amend": ("acting", "amend"),
    "next": ("acting", "set_next"),
    "add": ("acting", "add"),
    "allow": ("acting", "allow"),
    "undo": ("acting", "undo"),
    "redo": ("acting", "redo"),
    "drives": ("driving", "list_drives"),
    "drive": ("driving", "drive"),
    "numbers": ("numbers", "numbers"),
    "duplicates": ("merging", "duplicates"),
    "merge": ("merging", "merge"),
    "apart": ("merging", "apart"),
    "tags": ("labels", "tags"),
    "tag": ("labels", "tag"),
    "fields": ("labels", "fields"),
    "field": ("labels", "field"),
    "fill": ("labels", "fill"),
}
"""Commands on a book that is there: the module of `shell` and its function, loaded for that command alone."""


def _command(args: Namespace, path: Path, clock: Clock) -> int:
    from repdesk.shell import book

    if args.command not in _NEEDS_NO_BOOK:
        _unlock(path)
    if args.command in ("import", "demo"):
        gc.enable()  # these hold much and last; the others are over before anything is worth collecting
    if args.command == "import":
        from repdesk.shell.importing import import_file

        import_file(path, clock, args)
    elif args.command == "demo":
        book.demo(path, clock, args)
    elif args.command == "where":
        return book.where(path, args)
    elif args.command == "policy":
        book.policy(args)
    elif args.command == "when":
        from repdesk.shell.when import when

        when(clock, args)
    elif args.command in _SAFE_KEEPING:
        return _safe_keeping(args, path, clock)
    else:
        module, run = _ON_BOOK[args.command]
        return book.with_book(path, clock, getattr(import_module(f"repdesk.shell.{module}"), run), args)
    return 0


def _safe_keeping(args: Namespace, path: Path, clock: Clock) -> int:
    """Run a command about what was done in the book, its copies, and who leaves it."""
    from repdesk.shell import backups, encrypting
    from repdesk.shell.acts import acts
    from repdesk.shell.book import with_book
    from repdesk.shell.forgetting import forget_customer

    if args.command in ("encrypt", "decrypt", "passphrase"):
        recode = {"encrypt": encrypting.encrypt, "decrypt": encrypting.decrypt, "passphrase": encrypting.passphrase}
        return recode[args.command](path, args)
    if args.command == "backups":
        return backups.list_backups(path, args)
    if args.command == "restore":
        return backups.restore(path, clock, args)
    run = {"backup": backups.backup, "acts": acts, "forget": forget_customer}
    return with_book(path, clock, run[args.command], args)


def complain(line: str) -> None:
    """Print an error, on one line."""
    sys.stderr.write(f"repdesk: {visible(line)}\n")
