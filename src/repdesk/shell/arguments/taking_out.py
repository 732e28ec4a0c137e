"""The command line's words about what is taken out of the book."""

from __future__ import annotations

import argparse
from typing import Any

from repdesk.i18n import _
from repdesk.shell.arguments.kinds import path, positive


def taking_out(command: Any) -> None:
    """Add the commands."""
    export = command("export", _("write everything, one customer or a list of them to a file"))
    export.add_argument("file", metavar="FILE", type=path, help=_("its ending says the kind: .json .csv .xlsx .vcf"))
    _whom(export)
    export.add_argument("--as", dest="form", metavar="KIND", help=_("csv, xlsx, vcard, vcard4, google, outlook, json"))
    export.add_argument("--columns", metavar="A,B,C", help=_("the columns of a table, in place of all of them"))
    export.add_argument("--delimiter", default=",", metavar="SIGN", help=_("between the cells of a CSV: , ; | or tab"))
    printed = command("print", _("today's list on paper: a page to print, or text where no file is named"))
    printed.add_argument("file", nargs="?", metavar="FILE.html", type=path)
    over = command("handover", _("all that is known of some customers, for whoever takes them over"))
    over.add_argument("place", metavar="FOLDER", type=path, help=_("a new folder, or a file that ends in .zip"))
    _whom(over)
    calendar = command("calendar", _("write the next calls to a calendar file (.ics)"))
    calendar.add_argument("file", metavar="FILE", type=path)
    calendar.add_argument("--promised", action="store_true", help=_("promised calls alone"))
    named = calendar.add_mutually_exclusive_group()
    named.add_argument("--anonymous", dest="names", action="store_false", default=None, help=_("name no customer"))
    named.add_argument("--names", action="store_true", default=None, help=_("name them, in an encrypted book too"))


def _whom(parser: argparse.ArgumentParser) -> None:
    """Let one say which customers."""
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--all", action="store_true", help=_("the whole book"))
    whom.add_argument("--account", metavar="ID", type=positive, help=_("one customer"))
    whom.add_argument("--where", metavar="FILTER", help=_("those who fit, as in accounts --where"))
    whom.add_argument("--view", metavar="NAME", help=_("those of a saved view"))
    whom.add_argument("--today", action="store_true", help=_("today's list"))
    whom.add_argument("--day", metavar="WHEN", help=_("who is set for a day"))
    whom.add_argument("--stage", type=int, choices=range(8), help=_("who stands at a stage of the funnel"))
    parser.add_argument("--sort", metavar="COLUMN", help=_("the order of a filter or view; score-: the highest first"))
