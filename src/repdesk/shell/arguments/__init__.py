"""The command line's words: every command, option and their help."""

from __future__ import annotations

import argparse
import sys
from typing import Any, NoReturn

from repdesk import __version__
from repdesk.i18n import _
from repdesk.shell.arguments.ahead import ahead, dates, what_if, work_commands
from repdesk.shell.arguments.calling import calling, editing
from repdesk.shell.arguments.cleaning import clean_up_commands
from repdesk.shell.arguments.importing import import_command
from repdesk.shell.arguments.keeping import keeping
from repdesk.shell.arguments.kinds import moment, path
from repdesk.shell.arguments.looking import looking
from repdesk.shell.arguments.taking_out import taking_out
from repdesk.text import visible


class Parser(argparse.ArgumentParser):
    """A parser whose usage errors are one line and exit with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given."""
        sys.stderr.write(f"repdesk: {visible(message)} ({self.prog} --help)\n")
        raise SystemExit(2)


def _global_options(*, defaults: bool) -> Parser:
    """Return the options that stand before or after the command; only the outermost parser gives their defaults."""
    parser = Parser(add_help=False, allow_abbrev=False)
    unset: Any = None if defaults else argparse.SUPPRESS
    parser.add_argument("--db", metavar="PATH", type=path, default=unset, help=_("the book to use (also REPDESK_DB)"))
    parser.add_argument(
        "--now", metavar="ISO-DATETIME", type=moment, default=unset, help=_("the time it is said to be")
    )
    flag: Any = False if defaults else argparse.SUPPRESS
    parser.add_argument("--json", action="store_true", default=flag, help=_("print JSON"))
    return parser


def parser() -> Parser:
    """Return the parser of the whole command line."""
    top = Parser(
        prog="repdesk",
        description=_("The desk of one telesales rep. Without a command: opens the app."),
        parents=[_global_options(defaults=True)],
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"repdesk {__version__}")
    top.add_argument("--demo", action="store_true", help=_("open a demo book of its own"))
    top.set_defaults(command=None)
    commands = top.add_subparsers(title=_("commands"), metavar="COMMAND", parser_class=Parser)
    common = _global_options(defaults=False)

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_, parents=[common], allow_abbrev=False)
        made.set_defaults(command=name)
        return made

    looking(command)
    dates(command)
    what_if(command)
    editing(command)
    calling(command)
    work_commands(command)
    ahead(command)
    clean_up_commands(command)
    import_command(command)
    keeping(command)
    taking_out(command)
    return top
